import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import type { Chart, ChartPoint } from '../document.ts';
import { type Html, html } from '../html/html.ts';
import type { Palette } from '../html/palette.ts';

/** Narrow with large letters, so that they are legible when a telephone shows the picture smaller. */
export const CHART_WIDTH = 420;
const HEIGHT = 270;
const FONT_SIZE = 17;
const PLOT = { left: 20, right: 364, top: 42, bottom: 222 };

/** A value over months of life as SVG. Coordinates are whole pixels, so the picture tells no more than its table. */
export function valueCurveSvg({ points, level }: Chart, palette: Palette): string {
  const known = points.flatMap(({ value }) => (value === null ? [] : [value]));
  const top = Math.max(...known, level?.value ?? 0);
  const x = scaleLinear([0, Math.max(points.length - 1, 1)], [PLOT.left, PLOT.right]);
  const y = scaleLinear([Math.min(0, ...known), top], [PLOT.bottom, PLOT.top]).nice(4);
  const scale: Scale = { x: (i) => Math.round(x(i)), y: (value) => Math.round(y(value)) };
  return html`<svg xmlns="http://www.w3.org/2000/svg" width="${CHART_WIDTH}" height="${HEIGHT}" viewBox="0 0 ${CHART_WIDTH} ${HEIGHT}" font-family="Inter" font-size="${FONT_SIZE}">
<rect width="${CHART_WIDTH}" height="${HEIGHT}" rx="8" fill="${palette.panel}"/>
${y.ticks(4).map((tick) => rule(tick, scale, palette))}
${levelLine(level, scale, palette)}
${curve(points, scale, palette)}
${points.map((point, i) => marker(point, i, { points, scale, palette }))}
</svg>`.text;
}

interface Scale {
  x(index: number): number;
  y(value: number): number;
}

const rule = (value: number, { y }: Scale, { rule: colour, muted }: Palette): Html =>
  html`<path d="M${PLOT.left},${y(value)}H${PLOT.right}" stroke="${colour}"/><text x="${CHART_WIDTH - 12}" y="${y(value) + 6}" text-anchor="end" fill="${muted}">${value}</text>`;

function curve(points: readonly ChartPoint[], { x, y }: Scale, { accent }: Palette): Html {
  const known = (point: ChartPoint) => point.value !== null;
  const at = (_: ChartPoint, i: number) => x(i);
  const height = ({ value }: ChartPoint) => y(value ?? 0);
  const outline = line(at, height).defined(known).digits(0)([...points]);
  const fill = area(at, y(0), height).defined(known).digits(0)([...points]);
  return html`<path d="${fill ?? ''}" fill="${accent}" fill-opacity="0.1"/><path d="${outline ?? ''}" fill="none" stroke="${accent}" stroke-width="3" stroke-linejoin="round" stroke-linecap="round"/>`;
}

function levelLine(level: Chart['level'], { y }: Scale, palette: Palette): Html | null {
  if (level === null) return null;
  const at = y(level.value);
  const below = at + 21 < PLOT.bottom ? at + 21 : at - 8;
  return html`<path d="M${PLOT.left},${at}H${PLOT.right}" stroke="${palette.level}" stroke-width="2" stroke-dasharray="6 5"/><text x="${PLOT.right}" y="${below}" text-anchor="end" fill="${palette.level}">${level.label} ${level.text}</text>`;
}

interface Drawing {
  readonly points: readonly ChartPoint[];
  readonly scale: Scale;
  readonly palette: Palette;
}

/** Most labels that stand beside one another without touching. */
const MOST_LABELS = 6;

/** A dot for each known point; its age and its value where there is room. */
function marker(
  { label, value, text }: ChartPoint,
  i: number,
  { points, scale, palette }: Drawing,
): Html | null {
  const { x, y } = scale;
  const every = Math.ceil(points.length / MOST_LABELS);
  const labelled = (points.length - 1 - i) % every === 0;
  const anchor = anchorOf(i, points.length);
  const age = labelled
    ? html`<text x="${x(i)}" y="${HEIGHT - 18}" text-anchor="${anchor}" fill="${palette.muted}">${label}</text>`
    : null;
  if (value === null) return age;
  const amount = labelled
    ? html`<text x="${x(i)}" y="${y(value) - 13}" text-anchor="${anchor}" font-weight="600" fill="${palette.text}" stroke="${palette.panel}" stroke-width="5" stroke-linejoin="round" paint-order="stroke">${text}</text>`
    : null;
  return html`${age}<circle cx="${x(i)}" cy="${y(value)}" r="4" fill="${palette.accent}"/>${amount}`;
}

/** Labels at the ends stay inside the plot. */
function anchorOf(i: number, points: number): string {
  if (i === 0) return 'start';
  return i === points - 1 ? 'end' : 'middle';
}
