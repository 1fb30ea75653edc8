import fc from 'fast-check';
import { readXlsx } from 'hucre/xlsx';
import { expect, it } from 'vitest';
import { fixtureReport } from '../../../test/gallery/fixture-report.ts';
import { layOutReport } from '../layout/lay-out-report.ts';
import { sheetsOf } from './sheets.ts';
import { writeWorkbook } from './write-xlsx.ts';

const asOf = new Date('2026-11-23T00:00:00Z');
const plain = (value: string | number) => ({ value, numberFormat: null, bold: false });

it('has one sheet per section, with a header that stays in view', async () => {
  const document = layOutReport(fixtureReport());
  const { sheets } = await readXlsx(await writeWorkbook(sheetsOf(document), asOf));
  expect(sheets.map(({ name }) => name)).toEqual([
    '1 Status',
    '2 Headlines',
    '3 Why it moved',
    '4 Restatements',
    '5 Segments W47',
    '6 Cohorts',
    '7 Acquisition W47',
    '8 Value at risk',
    '9 Voice and support',
    '10 Targets experiments loyalty',
    '11 Reconciliation',
    '12 Data health and privacy',
    '13 Definitions v14',
  ]);
  expect(sheets.map(({ freezePane }) => freezePane?.rows)).toEqual(sheets.map(() => 1));
});

it('keeps numbers as numbers with their unrounded value, and says n/a in words', async () => {
  const document = layOutReport(fixtureReport());
  const { sheets } = await readXlsx(await writeWorkbook(sheetsOf(document), asOf));
  const rows = sheets.flatMap((sheet) => sheet.rows);
  expect(rows).toContainEqual([
    'Loyal',
    2011,
    402_100,
    164_861,
    0.41,
    expect.closeTo(81.9796, 4),
    null,
  ]);
  expect(rows.find(([label]) => label === 'Referral')).toContain('n/a (withheld)');
  expect(rows.find(([label]) => label === 'Refunds, change')).toContain(-5_400);
});

it('writes no formula and neutralises hostile text, whatever it is', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('=', '+', '-', '@', '\t', '\r'),
      fc.stringMatching(/^[ -~]{0,20}$/),
      async (sign, rest) => {
        const bytes = await writeWorkbook(
          [{ name: 'One', rows: [[plain('Header')], [plain(sign + rest), plain(-5)]] }],
          asOf,
        );
        const { sheets } = await readXlsx(bytes);
        const cells = [...(sheets[0]?.cells?.values() ?? [])];
        expect(cells.some(({ formula }) => formula !== undefined)).toBe(false);
        const [text, number] = sheets[0]?.rows[1] ?? [];
        expect(String(text).startsWith("'")).toBe(true);
        expect(number).toBe(-5);
      },
    ),
    { numRuns: 60 },
  );
});

it('gives the same bytes for the same sheets', async () => {
  const sheets = sheetsOf(layOutReport(fixtureReport()));
  expect(Buffer.from(await writeWorkbook(sheets, asOf))).toEqual(
    Buffer.from(await writeWorkbook(sheets, asOf)),
  );
});
