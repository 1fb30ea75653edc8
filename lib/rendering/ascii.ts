const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/[\u2212\u2013\u2014]/g, '-'],
  [/[\u00a0\u202f\u2009]/g, ' '],
  [/[\u2018\u2019]/g, "'"],
  [/[\u201c\u201d]/g, '"'],
  [/\u00d7/g, 'x'],
  [/\u00f7/g, '/'],
  [/\u00b7/g, '.'],
  [/\u2026/g, '...'],
];

/** Typographic signs as ASCII, for the text twin and for headers. Letters of names stay as they are. */
export const asciiSigns = (text: string): string =>
  SIGNS.reduce((result, [sign, ascii]) => result.replace(sign, ascii), text);
