import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Measured } from '#lib/privacy/report.ts';
import { addDays, monthLabel, monthOf } from '#lib/units/calendar.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import {
  campaignTables,
  generatedEvents,
  type PlainEvent,
  STAGES,
} from '../../../test/fixtures/generated-campaigns.ts';
import { generatedShop } from '../../../test/fixtures/generated-shop.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { withheldOf } from '../facts/cells/cell-rows.fixture.ts';
import { journeyStepMetric } from './metric.ts';

const shop = generatedShop({ seed: 73, customers: 1200, ordersEach: 4 });
const events = generatedEvents(shop);
const supplied = new Set(['orders', 'journey_events']);
const journey = { stages: STAGES, windowDays: 60 };
const context = shopContext('2026-11-16', { supplied, journey });
let warehouse: Warehouse;
let measured: Measured;
beforeAll(async () => {
  warehouse = await shopWarehouse({ ...shop.tables, ...campaignTables(events, []) });
  measured = await journeyStepMetric.measure(loadFrom(warehouse, context), context);
});
afterAll(() => warehouse.close());

/** The stages that each subject was seen at in 60 days from the first event, by month of that event; by plain loops. */
function seenByLoops(): Map<string, number[][]> {
  const known = events
    .filter(({ date }) => date < context.asOf)
    .filter((event) => placeOf(event) >= 0);
  const months = new Map<string, number[][]>();
  for (const subject of new Set(known.map((event) => event.subject))) {
    const own = known.filter((event) => event.subject === subject);
    const entry = own.map(({ date }) => date).sort()[0] ?? '';
    const month = monthLabel(monthOf(entry, 'month'), 'month');
    const places = own.filter(({ date }) => date < addDays(entry, 60)).map(placeOf);
    months.set(month, [...(months.get(month) ?? []), places]);
  }
  return months;
}

const placeOf = ({ stage }: PlainEvent): number => STAGES.indexOf(stage);

it('counts who reached each stage in time, imputes skipped ones, as plain loops do', () => {
  expectSound(measured);
  const seen = seenByLoops();
  const cohorts = [...new Set(measured.figures.map(({ period }) => period))];
  expect(cohorts).toEqual(['2026-08', '2026-07', '2025-08']);
  for (const cohort of cohorts) {
    const subjects = seen.get(cohort) ?? [];
    const reached = STAGES.map(
      (_, place) => subjects.filter((places) => Math.max(...places) >= place).length,
    );
    STAGES.forEach((stage, place) => {
      const at = (part: string) =>
        figureOf(measured, {
          options: `${part}window=60 d`,
          period: cohort,
          scope: { cohort, stage },
        });
      const now = reached[place] ?? 0;
      const skipped = subjects.filter(
        (places) => Math.max(...places) >= place && !places.includes(place),
      ).length;
      expect(at('part=reached; ').value).toBe(now);
      expect(at('part=imputed; ').value).toBeCloseTo(skipped / now, 12);
      if (place > 0) expect(at('').value).toBeCloseTo(now / (reached[place - 1] ?? 0), 12);
    });
  }
});

it('leaves out months whose windows are not over', async () => {
  const early = { ...context, ripeBefore: '2026-10-20' };
  const { figures } = await journeyStepMetric.measure(loadFrom(warehouse, early), early);
  expect(figures[0]?.period).toBe('2026-07');
});

it('withholds a step that few took', async () => {
  const few = events.filter(({ subject, stage }) => stage !== 'tell' || subject.endsWith('77'));
  const small = await shopWarehouse({ ...shop.tables, ...campaignTables(few, []) });
  const by = await journeyStepMetric.measure(loadFrom(small, context), context);
  await small.close();
  const withheld = await withheldOf(by);
  expect(withheld.some((name) => /^journey-reached .*tell$/.test(name))).toBe(true);
});

it('says nothing without stages in the configuration or without the table', async () => {
  for (const change of [{ journey: null }, { supplied: new Set(['orders']) }]) {
    const without = { ...context, ...change };
    const nothing = await journeyStepMetric.measure(loadFrom(warehouse, without), without);
    expect(nothing.figures).toEqual([]);
  }
});
