import { expect, it } from 'vitest';
import type { NaReason, ReleasedFigure, Unit } from '#lib/privacy/figure.ts';
import { fixtureReport } from '../../../test/gallery/fixture-report.ts';
import type { Block } from '../document.ts';
import { contributionBlocks } from './contribution.ts';
import { contextOf } from './gallery-layout.fixture.ts';
import { profitRiskBlocks } from './profit-risk.ts';

const { head } = fixtureReport();

const of = (name: string, unit: Unit, value: number | null) => {
  const reason: NaReason | null = value === null ? 'withheld' : null;
  const [metric = '', options = ''] = name.split(': ');
  const bounds = { lower: null, upper: null, customers: 400 };
  const at = { period: head.month, scope: {} };
  return { metric, options, ...at, unit, value, reason, ...bounds } satisfies ReleasedFigure;
};

const texts = (blocks: readonly (Block | null)[]) =>
  blocks.flatMap((block) => {
    if (block?.kind === 'sentence' || block?.kind === 'note') return [block.text];
    if (block?.kind !== 'table') return [];
    return block.rows.map((row) => [row.label, ...row.cells.map(({ text }) => text)].join(' | '));
  });

const RISK = [
  of('loss-making', 'share', 0.05),
  of('loss-making: part=customers', 'count', 20),
  of('loss-making: part=contribution', 'money', -123_400),
  of('loss-making: part=first-order-loss', 'count', null),
  of('loss-making: part=first-order-loss-contribution', 'money', null),
  of('whale-curve', 'share', 1.25),
  of('whale-curve: part=total', 'money', 1_000_000),
  of('concentration: top=10 %', 'share', 0.4),
];

it('says who costs more than they earn, how high the whale is, and that CM3 is CM2', () => {
  expect(texts(profitRiskBlocks(contextOf(RISK)))).toEqual([
    'Cost more than they earn | 20 | 5.0% | −1,234',
    'First-order loss, customers under 90 days | n/a (withheld) |  | n/a (withheld)',
    'CM3 of all customers |  |  | 10,000',
    'Without the customers who cost more than they earn, CM3 would be 125.0% of what it is.',
    'The top tenth of customers by CM2 brings 40.0% of it.',
    'No cost to serve is supplied: CM3 is CM2 here.',
  ]);
});

it('keeps silent where nothing is measured, and about CM3 where cost to serve is there', () => {
  expect(texts(profitRiskBlocks(contextOf([])))).toEqual([]);
  const served = [...RISK, of('contribution: step=cost-to-serve', 'money', 100)];
  expect(texts(profitRiskBlocks(contextOf(served))).at(-1)).toMatch(/^The top tenth/);
});

it('climbs down from CM1 to CM3 on one line, steps that are not supplied left out', () => {
  const steps = [
    of('contribution: step=cm1', 'money', 63_000),
    of('contribution: step=cm2', 'money', 50_000),
    of('contribution: step=cm3', 'money', 50_000),
  ];
  expect(texts(contributionBlocks(contextOf(steps)))).toEqual([
    'Contribution of Oct 2026, customers and guests, EUR: CM1 630, CM2 500, CM3 500.',
    'CM1 | 630 | n/a | n/a',
    'CM2 | 500 | n/a | n/a',
    'CM3 | 500 | n/a | n/a',
  ]);
});
