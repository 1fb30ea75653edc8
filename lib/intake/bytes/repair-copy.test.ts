import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RowSpan } from './csv-shape.ts';
import type { ByteSource } from './decoded-bytes.ts';
import { writeCutRows, writeRepaired } from './repair-copy.ts';
import type { CsvFacts } from './scan-csv.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'repair-'));
});
afterAll(() => rm(folder, { recursive: true }));

const HEADER = 'a,b,c';
const READ_AT_ONCE = 2 ** 20;

/** Rows of more than twice what is read at once; one of them begins where the second read does. */
const ROWS: string[] = [];
/** Where they stand, by plain addition. */
const SPANS: RowSpan[] = [];
for (let start = HEADER.length + 1; start < 2.5 * READ_AT_ONCE; ) {
  const row = ROWS.length;
  const room = READ_AT_ONCE - start;
  const length = room > 80 && room < 160 ? room - 1 : 60 + (row % 17);
  ROWS.push(`${row},y,`.padEnd(length, 'x'));
  SPANS.push({ row, start, end: start + length });
  start += length + 1;
}

/** Every seventh row, and all that are cut by a border between two reads or touch one. */
const CUT = SPANS.filter(({ row, start, end }) => {
  const border = Math.round(start / READ_AT_ONCE) * READ_AT_ONCE;
  return row % 7 === 0 || (start - 1 <= border && border <= end + 1);
});
const MISSHAPEN = CUT.filter((_, index) => index % 3 === 0);

const FACTS: CsvFacts = {
  sha256: '',
  bytes: 0,
  header: ['a', 'b', 'c'],
  lineEnd: '\n',
  rows: ROWS.length,
  misshapen: MISSHAPEN.length,
  defects: MISSHAPEN.map((span) => ({ ...span, line: span.row + 2, reason: 'LONG_ROW' })),
  unplain: CUT,
  lineJumps: [],
};

async function copied(write: typeof writeRepaired): Promise<string[]> {
  const source: ByteSource = {
    path: join(folder, 'original.csv'),
    name: 'original.csv',
    gzip: false,
    encoding: null,
  };
  await writeFile(source.path, `${[HEADER, ...ROWS].join('\n')}\n`);
  const path = join(folder, 'copy.csv');
  await write(source, FACTS, { path, delimiter: ',' });
  return (await readFile(path, 'utf8')).split('\n');
}

it('is tried with rows that begin at the border of two reads, and that lie across one', () => {
  const [begins, lies] = [1, 2].map((read) => read * READ_AT_ONCE);
  expect(CUT.some(({ start }) => start === begins)).toBe(true);
  expect(CUT.some(({ start, end }) => start < Number(lies) && Number(lies) < end)).toBe(true);
});

it('empties the rows that are cut, and only those', async () => {
  const cut = new Set(CUT.map(({ row }) => row));
  expect(await copied(writeRepaired)).toEqual([
    HEADER,
    ...ROWS.map((text, row) => (cut.has(row) ? ',,' : text)),
    '',
  ]);
});

it('writes them elsewhere behind their ordinals, the misshapen ones without their text', async () => {
  const misshapen = new Set(MISSHAPEN.map(({ row }) => row));
  const rows = CUT.map(({ row }) => `${row},${misshapen.has(row) ? ',,' : ROWS[row]}`);
  expect(await copied(writeCutRows)).toEqual([',,,', ...rows, '']);
});
