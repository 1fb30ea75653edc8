import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { writeXlsx } from 'hucre/xlsx';
import type { DraftReport } from '#lib/privacy/report.ts';
import { TELLING_CENTS, TELLING_IDS } from '../shop/canaries.ts';

/** The files that a company delivered, and where to leave more of them than anybody asked for. */
interface CarelessPlaces {
  readonly delivered: string;
  readonly folder: string;
}

/**
 * What careless reports leave lying about: a workbook whose pivot sheet is only hidden, a chart drawn from values that the
 * table withholds, a file named after a customer, the engine's own words in a log, a trace with ids,
 * the rows of every table to the last one.
 */
export async function writeCarelessFiles(
  draft: DraftReport,
  { delivered, folder }: CarelessPlaces,
): Promise<void> {
  const [reader = '', name = '', account = ''] = TELLING_IDS;
  await mkdir(folder, { recursive: true });
  const put = (file: string, content: string | Uint8Array) =>
    writeFile(join(folder, file), content);
  await put(`statement of ${name}.txt`, 'see the report');
  await put('run.log', `Conversion Error: could not cast "${reader}" to DECIMAL(18,4)\n`);
  const trace = Buffer.from(JSON.stringify({ account, amount: TELLING_CENTS / 100 })).toString(
    'base64',
  );
  await put('trace.json.gz', gzipSync(JSON.stringify({ trace, from: 'gate' })));
  await put('ordering-customers.svg', chartOf(countries(draft).map(({ customers }) => customers)));
  await put('pivot.xlsx', await hiddenWorkbook(draft));
  await put('rows.json', JSON.stringify(await rowsIn(delivered)));
}

const TABLES = ['orders', 'refunds', 'customers', 'erasures'];

/** How many rows each file has, to the last one. */
async function rowsIn(folder: string): Promise<Readonly<Record<string, number>>> {
  const texts = await Promise.all(
    TABLES.map((table) => readFile(join(folder, `${table}.csv`), 'utf8')),
  );
  return Object.fromEntries(
    texts.map((text, i) => [TABLES[i] ?? '', text.trim().split('\n').length - 1]),
  );
}

const countries = ({ head, measured }: DraftReport) =>
  measured
    .flatMap(({ figures }) => figures)
    .filter(
      ({ metric, period, scope }) =>
        metric === 'active-customers' && period === head.period && scope['country'] !== undefined,
    );

const HEIGHT = 240;

/** A line from raw values, two decimals to the pixel. */
function chartOf(values: readonly number[]): string {
  const top = Math.max(...values, 1);
  const points = values.map(
    (value, i) => `${i * 40},${(HEIGHT - (value / top) * HEIGHT).toFixed(2)}`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="${HEIGHT}"><path d="M${points.join('L')}"/></svg>`;
}

function hiddenWorkbook({ measured }: DraftReport): Promise<Uint8Array> {
  const rows = measured
    .flatMap(({ figures }) => figures)
    .map(({ metric, period, scope, unit, value }) => [
      metric,
      period,
      Object.values(scope).join('/'),
      value === null || unit !== 'money' ? value : Math.round(value) / 100,
    ]);
  return writeXlsx({
    sheets: [
      { name: 'Report', rows: [['see the mail']] },
      { name: 'Pivot', rows, hidden: true },
    ],
    properties: { creator: 'analyst' },
  });
}
