import { DARK, LIGHT, type Palette, type Tone } from './palette.ts';

const TONES: readonly Tone[] = ['good', 'watch', 'stop'];

/**
 * What every row would carry, and what inline style cannot say: narrow screens and the dark scheme. Without it the
 * mail reads in its light inline style; without any style it reads as headings and tables.
 */
export const styleSheet = (): string =>
  `${LIGHT_STYLE}${DARK_QUERY}{${colours(DARK)}.light{display:none!important}.dark{display:block!important}}`;

export const DARK_QUERY = '@media (prefers-color-scheme:dark)';

const LIGHT_STYLE = [
  ':root{color-scheme:light dark;supported-color-schemes:light dark}',
  'td,th{vertical-align:top}.t td,.h th{white-space:nowrap}.t .what{white-space:normal}',
  `.t{line-height:20px;font-variant-numeric:tabular-nums}.t th{font-weight:400}.t thead th,.t .term{color:${LIGHT.muted}}`,
  `.t tbody tr{border-top:1px solid ${LIGHT.rule}}`,
  `.t .tt{border-top:1px solid ${LIGHT.muted}}.t .tt td,.t .tt th{font-weight:600}`,
  '.t tr>:first-child{padding-left:0}.t tr>:last-child{padding-right:0}',
  '.h tr>:last-child{padding-right:4px}',
  '@media (max-width:560px){.page{padding:20px 16px!important}.tile{width:48%!important;padding:12px!important}',
  '.term{display:block!important;width:auto!important;padding-bottom:0!important}',
  '.what{display:block!important;padding:2px 0 8px!important}',
  `.t td,.t th{padding-left:4px;padding-right:4px}.t tr>th:first-child{position:sticky;left:0;background:${LIGHT.page}}}`,
].join('');

function colours(palette: Palette): string {
  const heat = palette.heat.map((colour, step) => `.h${step}{background:${colour}!important}`);
  const tones = TONES.map(
    (tone) =>
      `.${tone}{color:${palette[tone][0]}!important;background:${palette[tone][1]}!important}`,
  );
  return [
    `body,.page{background:${palette.page}!important;color:${palette.text}!important}`,
    `.t tr>th:first-child{background:${palette.page}!important}`,
    `.mu,caption,.t thead th,.t .term{color:${palette.muted}!important}`,
    `.ac{color:${palette.accent}!important}`,
    `.pn{background:${palette.panel}!important;border-color:${palette.rule}!important}`,
    `.t tbody tr,.ln{border-color:${palette.rule}!important}`,
    `.t .tt{border-color:${palette.muted}!important}`,
    ...heat,
    ...tones,
  ].join('');
}
