import { expect, it } from 'vitest';
import type { ReleasedFigure } from '#lib/privacy/figure.ts';
import { contextOf, report, rowsOf, textOf } from './gallery-layout.fixture.ts';
import { headlineSection } from './headlines.ts';
import { ledgerBlocks } from './ledger-table.ts';
import { rowQualityTable } from './row-quality.ts';
import { targetBlocks } from './targets.ts';

it('lists missed targets, worst first, with actual, target, RAG word, owner and version', () => {
  const [table, count, pace] = targetBlocks(contextOf(report.figures));
  expect(rowsOf(table)).toEqual([
    ['CLV:CAC, 180 d, P06 2026', '1.9x', '3.0x', '64% RED', 'finance v2'],
    ['CAC loaded, W47', '48.20', '45.00', '93% RED', 'finance v2'],
    ['Net revenue, W47', '1,204,310', '1,254,500', '96% AMBER', 'finance v2'],
    ['Repeat rate, 90 d, P08 2026', '31.8%', '33%', '96% AMBER', 'finance v2'],
  ]);
  expect(textOf(count)).toMatch(/^Targets met: 2 of 6\. /);
  expect(textOf(pace)).toBe(
    "Pacing, Nov 2026: Net sales EUR 3,310,400 to date of 4,700,000 planned, 96% of its course by last year's season.",
  );
});

it('says nothing of targets where there are none', () => {
  const without = report.figures.filter(
    ({ metric }) => metric !== 'target-attainment' && metric !== 'pacing',
  );
  expect(targetBlocks(contextOf(without))).toEqual([]);
  const tiles = headlineSection(contextOf(without))?.blocks[0];
  expect(tiles?.kind === 'tiles' && tiles.tiles.map(({ target }) => target)).toEqual(
    Array.from({ length: 6 }, () => null),
  );
});

it('never rounds up to a target that is missed', () => {
  const just = report.figures.map((figure) =>
    figure.options.includes('of=money-ladder line=net-revenue') && figure.unit === 'share'
      ? { ...figure, value: 0.9999 }
      : figure,
  );
  const [table] = targetBlocks(contextOf(just));
  expect(rowsOf(table)).toContainEqual(expect.arrayContaining(['Net revenue, W47', '<100% AMBER']));
});

it('judges a target of 0 or less by its difference', () => {
  const options = (part: string) =>
    `direction=lower; of=cac-loaded; owner=finance; part=${part}; tolerance=0.05; version=1`;
  const difference = (value: number): ReleasedFigure[] => {
    const [first] = report.figures;
    if (!first) throw new Error('the fixture has figures');
    const at = { ...first, metric: 'target-attainment', period: '2026-W47', scope: {} };
    return [
      { ...at, options: options('difference'), unit: 'money', value },
      { ...at, options: options('target'), unit: 'money', value: 0 },
    ];
  };
  expect(rowsOf(targetBlocks(contextOf(difference(1200)))[0])).toEqual([
    ['CAC loaded, W47', 'n/a', '0.00', '12 RED', 'finance v1'],
  ]);
  expect(textOf(targetBlocks(contextOf(difference(-1200)))[1])).toMatch(/^Targets met: 1 of 1/);
});

it('prints the share of target beside each headline, or that there is none', () => {
  const tiles = headlineSection(contextOf(report.figures))?.blocks[0];
  const told = tiles?.kind === 'tiles' ? tiles.tiles : [];
  expect(told.map(({ label, target, status }) => [label, target?.text, status])).toEqual([
    ['Net revenue', '96%', 'AMBER'],
    ['Contribution CM2', '101%', 'GREEN'],
    ['Active customers', 'no target', null],
    ['Repeat rate', '96%', 'AMBER'],
    ['CAC loaded', '93%', 'RED'],
    ['CLV:CAC', '64%', 'RED'],
  ]);
});

it('sets net sales beside the books with every adjustment in a line of its own', () => {
  const [table] = ledgerBlocks(contextOf(report.figures));
  expect(rowsOf(table)).toEqual([
    ['Net sales', '1,158,210.00'],
    ['plus buyers out of scope', '2,100.00'],
    ['Adjustment: payout-timing (accountant, approved by controller)', '-110.00'],
    ['less ledger', '1,160,200.00'],
    ['Difference', '0.00'],
  ]);
  const without = report.figures.filter(({ metric }) => metric !== 'ledger-tie');
  const [said] = ledgerBlocks(contextOf(without, { tablesNotSupplied: ['ledger_totals'] }));
  expect(textOf(said)).toBe('Not compared with the books: table ledger_totals not supplied.');
});

it('tells of each table whether its rows are there and in time', () => {
  expect(rowsOf(rowQualityTable(contextOf(report.figures)))).toEqual([
    ['orders', '0 d', '102%', '0.4%', '0.1%'],
    ['refunds', '0 d', '98%', '-', '0.0%'],
    ['marketing_spend', '2 d', '71%', '-', '0.0%'],
  ]);
});
