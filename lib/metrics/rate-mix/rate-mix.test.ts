import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { weekLabel } from '#lib/units/calendar.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { generatedShop, plainWeek } from '../../../test/fixtures/generated-shop.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { rateMixMetric } from './metric.ts';
import { rateAndMix } from './rate-and-mix.ts';
import { rateMix } from './rate-mix.ts';

const context = shopContext('2026-11-16', { segments: ['country', 'channel'] });
const period = weekLabel(context.week);

describe('rate and mix', () => {
  it('are those of the published definition', () => {
    const { rate, mix } = rateAndMix([
      { before: { weight: 0.6, rate: 0.8 }, after: { weight: 0.5, rate: 0.82 } },
      { before: { weight: 0.4, rate: 0.5 }, after: { weight: 0.5, rate: 0.55 } },
    ]);
    expect(rate).toBeCloseTo(0.0335, 12);
    expect(mix).toBeCloseTo(-0.0285, 12);
  });

  it('of a new and a vanished segment are all mix', () => {
    const parts = rateAndMix([
      { before: { weight: 0.5, rate: 0.4 }, after: null },
      { before: null, after: { weight: 0.5, rate: 0.6 } },
      { before: { weight: 0.5, rate: 0.3 }, after: { weight: 0.5, rate: 0.3 } },
    ]);
    expect(parts.rate).toBe(0);
    expect(parts.mix).toBeCloseTo(0.5 * 0.6 - 0.5 * 0.4, 12);
  });

  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const weightedRate = fc.option(fc.record({ weight: share, rate: share }), { nil: null });

  it('add up to the change of the weighted mean', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ before: weightedRate, after: weightedRate })),
        (segments) => {
          const change = segments.reduce(
            (sum, { before, after }) =>
              sum +
              (after?.weight ?? 0) * (after?.rate ?? 0) -
              (before?.weight ?? 0) * (before?.rate ?? 0),
            0,
          );
          const { rate, mix } = rateAndMix(segments);
          expect(rate + mix).toBeCloseTo(change, 9);
        },
      ),
    );
  });
});

const shop = generatedShop({ guests: 0.1, customers: 900, ordersEach: 10 });
const weeks = [context.priorWeek, context.week];

/** What buyers that pass brought in a week, by plain loops; in cents. */
function plainMargin(week: number, of: (customer: string | null) => boolean) {
  const plain = plainWeek(shop, week, { asOf: context.asOf, of });
  const revenue = plain.net - plain.refunds + plain.shipping;
  return {
    revenue,
    contribution: revenue - plain.cogs - plain.fulfilment,
    buyers: plain.buyers.size,
  };
}
type PlainMargin = ReturnType<typeof plainMargin>;

const rateOf = (own: PlainMargin | undefined) => (own?.contribution ?? 0) / (own?.revenue ?? 0);
const weighted = (own: PlainMargin | undefined, all: PlainMargin | undefined) => ({
  weight: (own?.revenue ?? 0) / (all?.revenue ?? 0),
  rate: rateOf(own),
});

describe('a generated shop', () => {
  let warehouse: Warehouse;
  beforeAll(async () => {
    warehouse = await shopWarehouse(shop.tables);
  });
  afterAll(() => warehouse.close());

  it('parts the change of the margin by country, guests among the rest, as plain loops do', async () => {
    const measured = await rateMixMetric.measure(loadFrom(warehouse, context), context);
    expectSound(measured);
    const [before, after] = weeks.map((week) => plainMargin(week, () => true));
    const countries = [...new Set(shop.country.values())].map((country) =>
      weeks.map((week) => plainMargin(week, (c) => c !== null && shop.country.get(c) === country)),
    );
    expect(countries.flat().every(({ buyers }) => buyers >= 30)).toBe(true);
    const guests = weeks.map((week) => plainMargin(week, (customer) => customer === null));
    const plain = rateAndMix(
      [...countries, guests].map(([was, is]) => ({
        before: weighted(was, before),
        after: weighted(is, after),
      })),
    );
    const value = (part: string) => {
      const options = `of=contribution-share; part=${part}; scheme=country`;
      return figureOf(measured, { options, period }).value ?? Number.NaN;
    };
    expect(value('rate')).toBeCloseTo(plain.rate, 12);
    expect(value('mix')).toBeCloseTo(plain.mix, 12);
    expect(value('rate') + value('mix')).toBeCloseTo(rateOf(after) - rateOf(before), 12);
  });

  it('tells segments of few apart from nobody', async () => {
    const small = generatedShop({ guests: 0.1, customers: 60, ordersEach: 4 });
    const few = await shopWarehouse(small.tables);
    const measured = await rateMixMetric.measure(loadFrom(few, context), context);
    await few.close();
    expect(measured.figures).toEqual([]);
  });

  it('says nothing where the margin is assumed', async () => {
    const assumed = shopContext('2026-11-16', { segments: ['country'], marginBasis: 'assumed' });
    const measured = await rateMixMetric.measure(loadFrom(warehouse, assumed), assumed);
    expect(measured.figures).toEqual([]);
    expect(rateMix([], context).figures).toEqual([]);
  });
});
