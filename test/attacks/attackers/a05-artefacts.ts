import type { Artefact } from '../leaving/artefacts.ts';
import type { ReaderTable } from '../reader/reader-table.ts';
import type { Truth } from '../shop/truth.ts';
import { type Score, scoreOf } from './score.ts';
import { cellsWithTruth, isCount, totalOf } from './secrets.ts';

/** What a file of a report has no need of, by where it stands and what it looks like. */
const STRUCTURES: readonly (readonly [string, RegExp, RegExp])[] = [
  ['a hidden sheet, row or column', /\.xml$/, /\b(state="(very)?hidden"|hidden="(1|true)")/i],
  [
    'a pivot cache, comment, link or macro',
    /(pivotCache|comments|externalLinks|vbaProject|customXml)/i,
    /^/,
  ],
  ['a formula', /worksheets\/.+\.xml$/, /<f[ >]/],
  ['an author', /docProps\/core\.xml$/, /<(dc:creator|cp:lastModifiedBy)>/],
  ['a comment', /\.html$/, /<!--(?!\[if)/],
  ['a number that is not shown', /\.html$/, /style="[^"]*display:\s*none[^"]*"[^>]*>[^<]*\d/i],
];

const PNG_CHUNKS = new Set(['IHDR', 'PLTE', 'tRNS', 'gAMA', 'sRGB', 'pHYs', 'IDAT', 'IEND']);
const PNG_MAGIC = '89504e47';

/** Totals of so many cents have so many digits that none of them stands in a file by chance. */
const FEWEST_CENTS = 20_000;

/** A5: what is inside the files besides what they show: hidden sheets, metadata, geometry, numbers of withheld cells. */
export function artefactsAttack(
  artefacts: readonly Artefact[],
  table: ReaderTable,
  truth: Truth,
): Score {
  const structures = artefacts.flatMap(structuresIn);
  const secrets = withheldAmounts(table, truth);
  const texts = artefacts.map(({ place, bytes }) => ({ place, amounts: amountsIn(bytes) }));
  const found = secrets.flatMap(({ key, text }) => {
    const place = texts.find(({ amounts }) => amounts.has(text))?.place;
    return place === undefined ? [] : [`${key} is ${text} in ${place}`];
  });
  const drawn = artefacts.flatMap((artefact) => countsDrawn(artefact, table, truth));
  return scoreOf(secrets.length + artefacts.length, [...structures, ...found, ...drawn]);
}

/** Numbers with a fraction, as they are written, without signs between thousands. */
const amountsIn = (bytes: Buffer): ReadonlySet<string> =>
  new Set(
    (bytes.toString('latin1').match(/\d[\d,]*\.\d+/g) ?? []).map((text) =>
      text.replaceAll(',', ''),
    ),
  );

function structuresIn({ place, bytes }: Artefact): string[] {
  const text = bytes.toString('latin1');
  const found = STRUCTURES.filter(([, where, what]) => where.test(place) && what.test(text));
  const chunks = bytes.toString('hex', 0, 4) === PNG_MAGIC ? chunksOf(bytes) : [];
  return [
    ...found.map(([what]) => `${what} in ${place}`),
    ...chunks.filter((chunk) => !PNG_CHUNKS.has(chunk)).map((chunk) => `${chunk} in ${place}`),
  ];
}

function chunksOf(png: Buffer): string[] {
  const chunks: string[] = [];
  for (let at = 8; at + 8 <= png.length; at += 12 + png.readUInt32BE(at))
    chunks.push(png.toString('latin1', at + 4, at + 8));
  return chunks;
}

/** Sums of money that the release does not tell, as a file would write them. */
function withheldAmounts(table: ReaderTable, truth: Truth) {
  const told = new Set([...table.known.values()].map(Math.abs));
  return cellsWithTruth(table, truth)
    .filter(({ key, cell }) => !isCount(cell) && cell.measure !== 'orders' && !table.known.has(key))
    .map(({ key, contributions }) => ({ key, cents: Math.abs(totalOf(contributions)) }))
    .filter(({ cents }) => cents >= FEWEST_CENTS && cents % 10 !== 0 && !told.has(cents))
    .map(({ key, cents }) => ({ key, text: (cents / 100).toFixed(2) }));
}

/** A line with as many points as there are countries: the printed counts tell the scale, the scale tells the others. */
function countsDrawn({ place, bytes }: Artefact, table: ReaderTable, truth: Truth): string[] {
  const path = /<path d="M([^"]+)"/.exec(bytes.toString('latin1', 0, 20_000))?.[1];
  if (!place.endsWith('.svg') || path === undefined) return [];
  const heights = path.split('L').map((point) => 240 - Number(point.split(',')[1]));
  const cells = [...table.cells].filter(
    ([, { measure, scope }]) =>
      measure === 'ordering-customers' && 'country' in scope && !('channel' in scope),
  );
  if (cells.length !== heights.length) return [];
  const printed = cells.findIndex(([key]) => table.known.has(key));
  const unit = (table.known.get(cells[printed]?.[0] ?? '') ?? 0) / (heights[printed] ?? 1);
  return cells.flatMap(([key, cell], i) => {
    const read = Math.round((heights[i] ?? 0) * unit);
    const isSecret = !table.known.has(key) && truth.contributions(cell).size === read && read > 0;
    return isSecret ? [`${key} is ${read} in ${place}`] : [];
  });
}
