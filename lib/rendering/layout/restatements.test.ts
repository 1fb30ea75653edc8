import { describe, expect, it } from 'vitest';
import type { ReleasedFigure } from '#lib/privacy/figure.ts';
import { bundleMark, restatedName } from '#lib/privacy/ledger/restated.ts';
import { textTwin } from '../text/text-twin.ts';
import { contextOf, report, textOf } from './gallery-layout.fixture.ts';
import { restatementSection } from './restatements.ts';

const HEAD = { period: '2026-W53', asOf: '2027-01-04' };
const bare = { reason: null, lower: null, upper: null, customers: null } as const;
const mark = (weeks: number): ReleasedFigure => ({
  ...bundleMark('2026-Q4', HEAD.period),
  ...bare,
  unit: 'count',
  value: weeks,
});

/** A restated line; amounts in euros. */
function line(
  name: string,
  period: string,
  parts: Readonly<Record<string, number>>,
): ReleasedFigure[] {
  const of = { bundle: '2026-Q4', line: name, period };
  return Object.entries(parts).map(([part, euros]) => ({
    ...restatedName(of, part),
    ...bare,
    unit: 'money',
    value: 100 * euros,
  }));
}

const layOut = (figures: readonly ReleasedFigure[], change = {}) =>
  restatementSection(contextOf(figures, { ...HEAD, ...change }));

const text = (figures: readonly ReleasedFigure[]): string => {
  const section = layOut(figures);
  if (section === null) throw new Error('no section');
  return textTwin({
    title: 'Report',
    business: 'Shop',
    state: 'FINAL',
    period: HEAD.period,
    language: 'en',
    sections: [section],
  });
};

describe('between bundles', () => {
  it('names the day of the next, and says that what was printed stands', () => {
    const section = restatementSection(contextOf(report.figures));
    expect(textOf(section?.blocks[0])).toBe(
      'None in this report; next bundle Tue 5 Jan 2027 (Q4 close). Until then what was printed of a closed period is printed as it was.',
    );
  });

  it('waits for the FINAL report of the week', () => {
    const section = layOut([], { nextBundle: { quarter: '2026-Q4', date: null } });
    expect(textOf(section?.blocks[0])).toContain('the Q4 bundle comes with the FINAL one');
  });

  it('is not a matter of an analysis', () => {
    expect(layOut([mark(3)], { state: 'ANALYSIS' })).toBeNull();
  });
});

describe('a bundle', () => {
  const causes = { 'late-refunds': -3_410, 'late-orders': 490, other: 0 };
  const sums = { released: 1_171_020, now: 1_168_100, difference: -2_920 };
  const small = { released: 1_000_000, now: 999_500, difference: -500, other: -500 };
  const unchanged = { released: 8_000, now: 8_000, difference: 0 };

  it('reads as reviewed by eye', () => {
    const figures = [
      mark(13),
      ...line('net-revenue', '2026-W46', { ...sums, ...causes }),
      ...line('contribution', '2026-W46', { ...sums, 'late-refunds': -3_410 }),
      ...line('net-revenue', '2026-W47', small),
      ...line('net-revenue', '2026-W48', unchanged),
    ];
    expect(text(figures)).toMatchInlineSnapshot(`
      "Report
      Shop
      2026-W53 FINAL

      4 RESTATEMENTS
      Closed weeks as they were printed and as they are now, EUR
      Q4 bundle          released        now    diff
      W46 net revenue   1,171,020  1,168,100  -2,920
      W46 contribution  1,171,020  1,168,100  -2,920
      Q4 bundle                                           why
      W46 net revenue   late refunds -3,410, late orders +490
      W46 contribution    late refunds -3,410, n/a (withheld)

      Smaller changes, EUR: 1 row in the workbook.

      Changes under 0.1 % or under EUR 500 are in the workbook. From the next report
      on, comparisons open at the values of now.
      "
    `);
  });

  it.each([
    ['with nothing printed before', [mark(0)], 'nothing to restate'],
    ['with nothing to be told', [mark(13)], 'of 13 closed weeks measured again no change can be'],
    [
      'of small changes',
      [mark(13), ...line('net-sales', '2026-W46', small)],
      'none has moved much',
    ],
  ])('%s says so', (_, figures, said) => {
    expect(textOf(layOut(figures)?.blocks[0])).toContain(said);
  });
});

it.each([
  [{ released: 1_000, difference: 499 }, 0],
  [{ released: 1_000, difference: -500 }, 20],
  [{ released: 1_000_000, difference: -999 }, 0],
  [{ released: 1_000_000, difference: 1_000 }, 20],
])('prints %o in the mail only above both limits', ({ released, difference }, rowsInMail) => {
  const parts = { released, now: released + difference, difference };
  const blocks = layOut([mark(1), ...line('net-sales', '2026-W46', parts)])?.blocks ?? [];
  expect(blocks.filter(({ kind }) => kind === 'table')).toMatchObject([{ rowsInMail }]);
});
