import { CHART_WIDTH } from '../charts/value-curve.ts';
import type { Block, Cell, Chart, Facts, Sentence, Tile, Tiles } from '../document.ts';
import { dataTable } from './data-table.ts';
import { type Html, html } from './html.ts';
import { LIGHT, toneOf } from './palette.ts';

/** Where the pictures of a mail are: beside it in a folder, or inside the message. */
export type PictureSource = (name: string) => string;

export function blockHtml(block: Block, source: PictureSource): Html {
  switch (block.kind) {
    case 'tiles':
      return tiles(block);
    case 'table':
      return dataTable(block);
    case 'facts':
      return facts(block);
    case 'chart':
      return chart(block, source);
    default:
      return sentence(block);
  }
}

const tiles = ({ tiles: items }: Tiles): Html =>
  html`<div style="margin:0 -2% 4px 0">${items.map(tile)}</div>
`;

const tile = ({ label, detail, value, priorLabel, prior, yearAgo, target, status }: Tile): Html =>
  html`<div class="tile pn" style="${TILE}"><p style="${LINE}">${label}</p><p class="mu" style="${LINE};color:${LIGHT.muted}">${detail}</p><p class="big" style="${VALUE}">${value.text}${status === null ? null : word(status)}</p>${change(prior, priorLabel)}${change(yearAgo, 'vs last year')}${target === null ? null : change(target, target.value === null ? '' : 'of target')}</div>`;

const change = ({ text }: Cell, versus: string): Html =>
  html`<p style="${LINE}">${text} <span class="mu" style="color:${LIGHT.muted}">${versus}</span></p>`;

const TILE = `display:inline-block;vertical-align:top;box-sizing:border-box;width:31.3%;min-width:144px;margin:0 2% 14px 0;padding:14px 14px 12px;border:1px solid ${LIGHT.rule};border-radius:8px;background:${LIGHT.panel};font-variant-numeric:tabular-nums`;
const VALUE = 'margin:4px 0 6px;font-size:24px;line-height:30px;font-weight:600';
const LINE = 'margin:0;font-size:14px;line-height:20px';

/** A state or status word in its tone; the word carries the meaning, the colour repeats it. */
export function word(text: string): Html {
  const tone = toneOf(text);
  const [colour, background] = LIGHT[tone];
  return html` <span class="${tone}" style="display:inline-block;padding:1px 8px;border-radius:10px;font-size:14px;line-height:20px;font-weight:600;color:${colour};background:${background}">${text}</span>`;
}

const facts = ({ facts: entries }: Facts): Html =>
  html`<table class="t" cellpadding="6" style="width:100%;border-collapse:collapse;text-align:left;font-size:14px;margin:0 0 18px"><tbody>${entries.map(
    ({ term, text }) =>
      html`<tr><th class="term mu" scope="row" align="left" width="124">${term}</th><td class="what">${text}</td></tr>`,
  )}</tbody></table>
`;

function sentence({ kind, text }: Sentence): Html {
  if (kind === 'warning')
    return html`<p class="stop" style="margin:0 0 16px;padding:10px 14px;border-radius:8px;font-size:15px;font-weight:600;color:${LIGHT.stop[0]};background:${LIGHT.stop[1]}">${text}</p>
`;
  return kind === 'note'
    ? html`<p class="mu" style="margin:0 0 18px;font-size:14px;line-height:21px;color:${LIGHT.muted}">${text}</p>
`
    : html`<p style="margin:0 0 18px;font-size:16px;line-height:25px">${text}</p>
`;
}

/** One picture for the light and one for the dark scheme; only one of them is shown and read aloud. */
const chart = ({ name, title, alt }: Chart, source: PictureSource): Html =>
  html`<p class="mu" style="margin:0 0 8px;font-size:14px;line-height:20px;color:${LIGHT.muted}">${title}</p>
<img class="light" src="${source(name)}" alt="${alt}" width="${CHART_WIDTH}" style="display:block;${PICTURE}"><img class="dark" src="${source(`${name}-dark`)}" alt="${alt}" width="${CHART_WIDTH}" style="display:none;${PICTURE};mso-hide:all">
`;

const PICTURE = 'max-width:100%;height:auto;margin:0 0 22px';
