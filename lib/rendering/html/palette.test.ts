import { expect, it } from 'vitest';
import { DARK, LIGHT, type Palette } from './palette.ts';

/** Contrast ratio of WCAG 2.2: relative luminance of sRGB colours. */
function contrast(one: string, other: string): number {
  const [high = 1, low = 1] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const level = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return level <= 0.04045 ? level / 12.92 : ((level + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const pairs = ({ page, panel, text, muted, accent, level, heat, good, watch, stop }: Palette) => [
  ...[page, panel, ...heat].map((background) => [text, background] as const),
  ...[text, muted, accent, level].flatMap(
    (colour) =>
      [
        [colour, page],
        [colour, panel],
      ] as const,
  ),
  good,
  watch,
  stop,
];

it('measures contrast as WCAG does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 6);
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
});

it.each([
  ['light', LIGHT],
  ['dark', DARK],
])('has 4.5:1 for every text in the %s scheme', (_, palette) => {
  for (const [colour, background] of pairs(palette))
    expect(contrast(colour, background), `${colour} on ${background}`).toBeGreaterThanOrEqual(4.5);
});
