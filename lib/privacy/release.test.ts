import { expect, it } from 'vitest';
import type { Figure } from './figure.ts';
import { countCell, sumCell } from './gate/tables.fixture.ts';
import { GateRefusal } from './gate/verdict.ts';
import { figureOf, head } from './ledger/releases.fixture.ts';
import { STANDARD_POLICY } from './policy.ts';
import { release } from './release.ts';
import { openReleased } from './released.ts';
import type { DraftReport, Measured } from './report.ts';

const [all, swedes, finns, danes] = [
  countCell({}, 63),
  countCell({ country: 'se' }, 40),
  countCell({ country: 'fi' }, 20),
  countCell({ country: 'dk' }, 3),
];
const cells = [all, swedes, finns, danes];
const equations = [{ total: all.key, parts: [swedes.key, finns.key, danes.key] }];

const draft = (...figures: readonly Figure[]): DraftReport => ({
  head,
  measured: [{ figures, cells, equations } satisfies Measured],
});

const released = async (...drafts: readonly DraftReport[]) =>
  openReleased((await release(drafts, STANDARD_POLICY)).reports);

it('withholds what is small and what would give it away', async () => {
  const [report] = await released(draft(...cells.map((cell) => figureOf(cell))));
  expect(report?.figures.map(({ value, reason, customers }) => [value, reason, customers])).toEqual(
    [
      [63, null, 63],
      [40, null, 40],
      [null, 'withheld', null],
      [null, 'withheld', null],
    ],
  );
  expect(report?.withheld).toBe(2);
});

it('treats all reports of a run as one, because their readers may pool them', async () => {
  const reports = await released(
    draft(figureOf(all), figureOf(swedes)),
    draft(figureOf(danes), figureOf(finns)),
  );
  expect(reports.map(({ figures }) => figures.map(({ value }) => value))).toEqual([
    [63, 40],
    [null, null],
  ]);
  expect(reports.map(({ withheld }) => withheld)).toEqual([2, 2]);
});

it('withholds the bounds with the value', async () => {
  const [report] = await released(
    draft(figureOf(danes, { unit: 'share', lower: 0.1, upper: 0.4 })),
  );
  expect(report?.figures[0]).toMatchObject({ value: null, lower: null, upper: null });
});

it('shows a rate only with all its cells', async () => {
  const share = { unit: 'share', value: 0.5, cells: [all.key, swedes.key, danes.key] } as const;
  const [report] = await released(draft(figureOf(all), figureOf(swedes, share)));
  expect(report?.figures[1]).toMatchObject({ value: null, reason: 'withheld', customers: null });
});

it('tells how many customers are behind a figure only if that count is printed itself', async () => {
  const spend = sumCell({}, Array(63).fill(100), { countKey: all.key });
  const measured: Measured = {
    cells: [...cells, spend],
    equations,
    figures: [
      figureOf(spend, { unit: 'money' }),
      figureOf(spend, { unit: 'money', cells: [spend.key, all.key] }),
    ],
  };
  const [report] = await released({ head, measured: [measured] });
  expect(report?.figures.map(({ customers }) => customers)).toEqual([null, 63]);
});

it.each([
  ['unripe', { country: 'se' }, 'unripe'],
  ['missing_input', { country: 'se' }, 'missing_input'],
  ['no_customers', { country: 'se' }, 'withheld'],
  ['not_positive', { country: 'se' }, 'withheld'],
  ['no_churn', { country: 'se' }, 'withheld'],
  ['no_churn', {}, 'no_churn'],
  ['not_reached', { country: 'se' }, 'not_reached'],
] as const)('prints %s about %o as %s', async (reason, scope, printed) => {
  const [report] = await released(draft(figureOf(swedes, { value: null, reason, scope })));
  expect(report?.figures[0]).toMatchObject({ value: null, reason: printed });
});

it('does not say why a figure about withheld cells is missing', async () => {
  const [report] = await released(draft(figureOf(danes, { value: null, reason: 'not_reached' })));
  expect(report?.figures[0]?.reason).toBe('withheld');
});

it('lets figures pass that concern no customers', async () => {
  const spend = figureOf(all, {
    metric: 'spend',
    unit: 'money',
    value: 9900,
    customers: 0,
    cells: [],
  });
  const [report] = await released(draft(spend));
  expect(report?.figures[0]).toMatchObject({ value: 9900, reason: null, customers: null });
});

it.each([
  ['UNKNOWN_CELL', { cells: [] }],
  ['UNKNOWN_CELL', { cells: ['nowhere'] }],
  ['NOT_A_NUMBER', { value: Number.NaN }],
  ['NOT_A_NUMBER', { upper: Number.POSITIVE_INFINITY }],
  ['IDENTIFIER_IN_LABEL', { scope: { segment: 'ada@example.com' } }],
] as const)('refuses with %s a figure with %o', async (code, change) => {
  await expect(release([draft(figureOf(all, change))], STANDARD_POLICY)).rejects.toEqual(
    new GateRefusal(code),
  );
});
