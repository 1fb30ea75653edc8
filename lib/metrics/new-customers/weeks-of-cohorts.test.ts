import { beforeAll, expect, it } from 'vitest';
import type { Cell } from '#lib/privacy/cell.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { type FiscalPattern, monthLabel, monthOf, weekLabel, weekOf } from '#lib/units/calendar.ts';
import { firstOrders, generatedShop } from '../../../test/fixtures/generated-shop.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound } from '../../../test/fixtures/sound-measured.ts';
import { newCustomersMetric } from './metric.ts';

const AS_OF = '2026-11-16';
const PATTERNS = ['month', '4-4-5'] as const;
const shop = generatedShop({ seed: 11, customers: 300 });
const days = [...firstOrders(shop, AS_OF).values()].map(({ date }) => date);

async function measured(fiscal: FiscalPattern): Promise<Measured> {
  const context = shopContext(AS_OF, { fiscal });
  const warehouse = await shopWarehouse(shop.tables, fiscal);
  const found = await newCustomersMetric.measure(loadFrom(warehouse, context), context);
  await warehouse.close();
  return found;
}

const found = new Map<FiscalPattern, Measured>();
beforeAll(async () => {
  for (const fiscal of PATTERNS) found.set(fiscal, await measured(fiscal));
}, 120_000);

function by(fiscal: FiscalPattern): Measured {
  const of = found.get(fiscal);
  if (of === undefined) throw new Error(`nothing measured by ${fiscal}`);
  return of;
}

const counted = ({ measure }: Cell) =>
  measure === 'first-time-customers' || measure === 'acquired-customers';

/** First orders of the week, of the month, or of the days that both have, as its labels say. */
const byLoops = ({ measure, period, scope }: Cell, fiscal: FiscalPattern): number =>
  days.filter(
    (day) =>
      (measure === 'acquired-customers' || weekLabel(weekOf(day)) === period) &&
      (scope['cohort'] ?? monthLabel(monthOf(day, fiscal), fiscal)) ===
        monthLabel(monthOf(day, fiscal), fiscal),
  ).length;

it.each(PATTERNS)('adds weeks up to cohort months as plain loops do, calendar %s', (fiscal) => {
  const { figures, cells, equations } = by(fiscal);
  expectSound({ figures, cells, equations });
  const entered = cells.filter(
    (cell) => counted(cell) && !('country' in cell.scope) && !('channel' in cell.scope),
  );
  for (const cell of entered) expect(cell.customers).toBe(byLoops(cell, fiscal));
  const shown = figures.filter(({ options }) => options === 'grain=month');
  expect(shown.length).toBeGreaterThan(4);
  const totals = new Set(equations.map(({ total }) => total));
  for (const figure of shown) expect(figure.cells.every((key) => totals.has(key))).toBe(true);
});

it('has the days of weeks that cross a month as cells that no figure shows', () => {
  const { figures, cells, equations } = by('month');
  const shared = cells.filter(
    ({ measure, scope }) => measure === 'first-time-customers' && 'cohort' in scope,
  );
  const shown = new Set(figures.flatMap((figure) => figure.cells));
  expect(shared.some(({ key }) => shown.has(key))).toBe(false);
  // August 2026 begins on a Saturday and ends on a Monday: two days, four weeks, one day.
  const august = equations.find(({ total }) => total.includes('"acquired-customers","2026-08"'));
  expect(august?.parts.map((key) => JSON.parse(key))).toEqual([
    ['first-time-customers', '2026-W31', ['cohort', '2026-08']],
    ['first-time-customers', '2026-W32'],
    ['first-time-customers', '2026-W33'],
    ['first-time-customers', '2026-W34'],
    ['first-time-customers', '2026-W35'],
    ['first-time-customers', '2026-W36', ['cohort', '2026-08']],
  ]);
});

it('has none where months are of whole weeks', () => {
  const { cells } = by('4-4-5');
  const shared = cells.filter(
    ({ measure, scope }) => measure === 'first-time-customers' && 'cohort' in scope,
  );
  expect(shared).toEqual([]);
});
