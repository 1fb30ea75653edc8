import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PurchaseHistory } from '../history.ts';
import type { Calendar } from './calendar.ts';
import { estimateCalendar } from './estimate-calendar.ts';
import { purchaseTime } from './purchase-time.ts';
import { seasonOf } from './season.ts';
import { activityBefore, shopActivity } from './shop-activity.ts';

/** Blocks of two weeks: 1.5 in the last one, 0.5 in the one before, 1 earlier; 2 in the next one of a "year" of two. */
const CALENDAR: Calendar = { block: 2, past: [1.5, 0.5], year: [2, 0.5] };

describe('operational time', () => {
  it('is the area below the factors, by hand', () => {
    const time = purchaseTime(CALENDAR);
    // Five weeks ago: one week at 1, two at 0.5, two at 1.5. Last bought two weeks later: 1 + 0.5.
    const [timed] = time.histories([{ frequency: 1, recency: 2, age: 5, customers: 3 }]);
    expect(timed).toEqual({ frequency: 1, recency: 1.5, age: 5, customers: 3 });
    expect([1, 2, 3, 4, 5, 8].map(time.ahead)).toEqual([2, 4, 4.5, 5, 7, 10]);
  });

  it('counts from where the histories end', () => {
    const earlier = purchaseTime(CALENDAR, 3);
    const [timed] = earlier.histories([{ frequency: 0, recency: 0, age: 2 }]);
    // From five to three weeks ago; then a week at 0.5, two at 1.5 and one at 2.
    expect(timed).toEqual({ frequency: 0, recency: 0, age: 1.5 });
    expect(earlier.ahead(4)).toBe(5.5);
  });

  it('is that of the clock without a calendar, and where no block differs', () => {
    const even = purchaseTime({ block: 4, past: [1, 1], year: [] }, 1);
    const clock = purchaseTime(null, 1);
    const histories = [{ frequency: 2, recency: 7, age: 9 }];
    expect(clock.histories(histories)).toEqual(histories);
    expect(even.histories(histories)).toEqual(histories);
    expect([even.ahead(52), clock.ahead(52)]).toEqual([52, 52]);
  });

  it('keeps histories valid, and their order', () => {
    const factor = fc.double({ min: 0.05, max: 20, noNaN: true });
    const calendars = fc.record({
      block: fc.constantFrom(4, 28, 4 / 7),
      past: fc.array(factor, { maxLength: 30 }),
      year: fc.array(factor, { maxLength: 13 }),
    });
    const days = fc.record({ bought: fc.nat(900), silent: fc.nat(900), ago: fc.nat(900) });
    fc.assert(
      fc.property(calendars, days, (calendar, { bought, silent, ago }) => {
        const time = purchaseTime(calendar, ago / 7);
        const history = { frequency: 1, recency: bought / 7, age: (bought + silent) / 7 };
        const older = { ...history, age: history.age + 1 };
        const [own, later] = time.histories<PurchaseHistory>([history, older]);
        if (!own || !later) throw new Error('two histories');
        expect(own.recency).toBeGreaterThanOrEqual(0);
        expect(own.recency).toBeLessThanOrEqual(own.age);
        expect(later.age).toBeGreaterThan(own.age);
        expect(time.ahead(0)).toBe(0);
        expect(time.ahead(9)).toBeGreaterThan(time.ahead(8));
      }),
    );
  });
});

describe('factors', () => {
  /** A new customer buys once a week, for ever. */
  const law = { expectedPurchases: (_: PurchaseHistory, horizon: number) => horizon };

  it('are repeats over what is expected of those who had come, by hand', () => {
    // A thousand customers come four weeks and more ago, in bin 5: of two blocks of two weeks, 2,000 each are expected;
    // of the block that they come in, half a week each and one week.
    const activity = {
      bin: 1,
      binsPerBlock: 2,
      arrivals: [0, 0, 0, 0, 0, 1_000],
      repeats: [1_500, 1_500, 500, 500, 1_000, 500],
    };
    expect(estimateCalendar(law, activity)).toEqual({
      block: 2,
      past: [1.5, 0.5, 1],
      year: [],
    });
  });

  it('are 1 where blocks vary no more than by chance, and where nothing was bought', () => {
    const activity = { bin: 1, binsPerBlock: 1, arrivals: [0, 0, 100], repeats: [104, 95, 52] };
    expect(estimateCalendar(law, activity).past).toEqual([1, 1, 1]);
    const nothing = { ...activity, repeats: [0, 0, 0] };
    expect(estimateCalendar(law, nothing).past).toEqual([1, 1, 1]);
    expect(estimateCalendar(law, { ...activity, arrivals: [], repeats: [] }).past).toEqual([]);
  });
});

it('counts first purchases by the ages of customers, and forgets what came later', () => {
  const groups = [
    { frequency: 1, recency: 1, age: 2, customers: 3 },
    { frequency: 0, recency: 0, age: 0, customers: 1 },
  ];
  const bins = { bin: 1, binsPerBlock: 4 };
  const activity = shopActivity(groups, { ...bins, purchases: [1, 3, 3] });
  expect(activity).toEqual({ ...bins, arrivals: [1, 0, 3], repeats: [0, 3, 0] });
  expect(activityBefore(activity, 1)).toEqual({ ...bins, arrivals: [0, 3], repeats: [3, 0] });
});

describe('the season of the year ahead', () => {
  const wave = (block: number) => Math.exp(0.3 * Math.sin((2 * Math.PI * block) / 13));

  it('is that of the years before, where they agree', () => {
    // Block −1 is the latest: the next one, 0, is thirteen blocks after block −13.
    const past = Array.from({ length: 30 }, (_, ago) => wave(-ago - 1));
    const year = seasonOf(past);
    expect(year).toHaveLength(13);
    for (const [block, factor] of year.entries()) expect(factor).toBeCloseTo(wave(block), 10);
  });

  it('is not told by less than two years, nor by years that disagree', () => {
    const past = Array.from({ length: 25 }, (_, ago) => wave(-ago - 1));
    expect(seasonOf(past)).toEqual([]);
    const opposite = Array.from({ length: 26 }, (_, ago) => wave(-ago - 1) ** (ago < 13 ? 1 : -1));
    for (const factor of seasonOf(opposite)) expect(factor).toBeCloseTo(1, 10);
  });
});
