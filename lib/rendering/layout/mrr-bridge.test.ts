import { expect, it } from 'vitest';
import { released } from '../../../test/gallery/fixture-figure.ts';
import { fixtureReport } from '../../../test/gallery/fixture-report.ts';
import { subscriptionFigures } from '../../../test/gallery/fixture-subscriptions.ts';
import { contextOf } from './gallery-layout.fixture.ts';
import { headlineSection } from './headlines.ts';
import { mrrBlocks } from './mrr-bridge.ts';
import { subscribers } from './subscribers.ts';

const { head } = fixtureReport();

/** The first table of some blocks as texts, a row each. */
function tableOf(blocks: ReturnType<typeof mrrBlocks>, at = 0): string[][] {
  const block = blocks.filter((each) => each?.kind === 'table')[at];
  if (block?.kind !== 'table') throw new Error('no table');
  return block.rows.map(({ label, cells }) => [
    label,
    ...cells.map(({ text }) => text.replace('−', '-')),
  ]);
}

it('prints a bridge of two months whose lines add up and which opens where the other closes', () => {
  const rows = tableOf(mrrBlocks(contextOf(subscriptionFigures())));
  const column = (at: number) => rows.map((row) => Number(row[at]?.replaceAll(',', '')));
  for (const at of [1, 2]) {
    const numbers = column(at);
    const sum = numbers.slice(0, -1).reduce((all, number) => all + number, 0);
    expect(sum).toBe(numbers.at(-1));
  }
  expect(rows[0]?.[1]).toBe(rows.at(-1)?.[2]);
  expect(rows.map(([label]) => label)).toEqual([
    ...['Opening', 'New', 'Reactivation', 'Expansion', 'Contraction', 'Churn', 'FX', 'Closing'],
  ]);
});

it('shows segments of which anything may be told, and marks what may not', () => {
  const rows = tableOf(mrrBlocks(contextOf(subscriptionFigures())), 1);
  expect(rows).toEqual([['country DE', '+4,100', '–', '+2,300', '-1,900', '-3,800']]);
});

it('compares with the month before and with last year', () => {
  const rows = tableOf(subscribers(contextOf(subscriptionFigures())));
  expect(rows.find(([label]) => label === 'NRR, 12 months')).toEqual([
    ...['NRR, 12 months', '101.2%', '+0.4 pp', '+1.1 pp'],
  ]);
  expect(rows.find(([label]) => label === 'MRR payback, months')?.[1]).toBe('14.25');
});

it('says what the last quarter won against what it cost', () => {
  const texts = subscribers(contextOf(subscriptionFigures())).map((block) =>
    block?.kind === 'note' ? block.text : '',
  );
  expect(texts).toContain(
    'Magic number, Q3 2026: 0.8x. Burn multiple, Q3 2026: n/a (not_positive).',
  );
});

it('puts NRR among the headlines of a business that lives on subscriptions, else the repeat rate', () => {
  const labels = (net: number) => {
    const ladder = { metric: 'money-ladder', options: 'line=net-revenue', unit: 'money' } as const;
    const sales = released({ ...ladder, period: head.period }, net);
    const repeat = { metric: 'repeat-rate', options: 'age=90 d', unit: 'share' } as const;
    const scope = { cohort: '2026-08' };
    const rate = released({ ...repeat, period: '2026-08', scope }, 0.3);
    const section = headlineSection(contextOf([sales, rate, ...subscriptionFigures()]));
    const [tiles] = section?.blocks ?? [];
    return tiles?.kind === 'tiles' ? tiles.tiles.map(({ label }) => label) : [];
  };
  // 420,800 a month is 97,108 a week.
  expect(labels(190_000)).toEqual(['Net revenue', 'NRR', 'Repeat rate']);
  expect(labels(200_000)).toEqual(['Net revenue', 'Repeat rate']);
});

it('says nothing where there are no subscriptions', () => {
  expect(mrrBlocks(contextOf([]))).toEqual([]);
  expect(subscribers(contextOf([])).filter((block) => block !== null)).toEqual([]);
});
