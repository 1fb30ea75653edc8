import { expect, it } from 'vitest';
import * as z from 'zod';
import { scoreRow } from '#lib/scores/score-row.fixture.ts';
import { dayOf } from './plain-cdnow.ts';
import { fitsOf, forecastOf, historyAt, plainCalendar } from './plain-forecast.ts';
import { AS_OF } from './scored-shop.ts';
import {
  NEWER,
  OLDER,
  scoredTwice,
  scoresIn,
  shopConfiguration,
  TIMEOUT_MS,
} from './scored-twice.ts';
import { tenure } from './shop-folder.ts';

const { folder, shop, run, files, newer } = await scoredTwice();

it('keeps one file a cut, below the store', () => {
  expect(files()).toEqual([OLDER, NEWER]);
});

const models = z.array(
  z.object({
    id: z.string(),
    model: z.string(),
    parameters: z.record(z.string(), z.number()),
    window: z.object({ to: z.string() }),
    backtest: z.object({ calibration: z.number() }).nullable(),
    calendar: plainCalendar.nullable(),
  }),
);

it('scores everyone who may be profiled, and nobody else, as the formulas do', async () => {
  const rows = await newer();
  const { orders, special } = shop();
  const { merged: _, ...others } = special;
  const outside = Object.values(others);
  const inside = [...orders.keys()].filter((id) => !outside.includes(id));
  expect(rows.map(({ customer_id }) => customer_id)).toEqual(inside.sort());
  expect(rows.length).toBeGreaterThan(1_000);
  const fitted = fitsOf(models.parse(JSON.parse(folder.text('out/models.json'))));
  for (const row of rows) {
    const own = { id: '', orders: orders.get(row.customer_id) ?? [], firstDay: 0, cohort: 0 };
    const history = historyAt(own, dayOf(AS_OF));
    const expected = forecastOf(fitted, history ?? expect.fail('no history'), 0.1);
    expect(row.probability_alive).toBeCloseTo(expected.alive, 7);
    expect(row.expected_purchases).toBeCloseTo(expected.purchases, 7);
    expect(row.expected_mean_value).toBeCloseTo(expected.meanValue, 6);
    expect(row.lifetime_value).toBeCloseTo(0.4 * expected.lifetimeValue, 5);
    expect([row.scored_on, row.expires_on]).toEqual([AS_OF, '2026-12-16']);
  }
});

it('leaves no score in what is sent or shown', () => {
  const shown = folder.files('out');
  expect(shown.some((name) => name.endsWith('.eml'))).toBe(true);
  expect(shown.filter((name) => name.endsWith('.parquet'))).toEqual([]);
  const told = shown.filter((name) => /lifetime_value|scores\//.test(folder.text(`out/${name}`)));
  expect(told).toEqual([]);
});

it(
  'writes the same bytes again in the place of what its cut had',
  async () => {
    const first = folder.bytes(`store/${NEWER}`);
    expect(await run('2026-11-18')).toBe(0);
    expect(files()).toEqual([OLDER, NEWER]);
    expect(folder.bytes(`store/${NEWER}`).equals(first)).toBe(true);
  },
  TIMEOUT_MS,
);

it(
  'parts tiers by bounds, and removes what is past its days',
  async () => {
    const scores = '{ keepDays: 20, tiers: { mid: 20.5, high: 60 } }';
    expect(await run('2026-12-05', { scores })).toBe(0);
    const name = `scores/${AS_OF}-until-2026-12-06.parquet`;
    expect(files()).toEqual([name]);
    const rows = await scoresIn(folder.at(`store/${name}`));
    for (const { lifetime_value, tier } of rows)
      expect(tier).toBe(lifetime_value >= 60 ? 'high' : lifetime_value >= 20.5 ? 'mid' : 'low');
    expect(new Set(rows.map(({ tier }) => tier)).size).toBe(3);
    expect(await run('2026-12-07', { scores })).toBe(0);
    expect(files()).toEqual([]);
  },
  TIMEOUT_MS,
);

it('is in the schema and in the record of processing, where it is asked for', async () => {
  const { out: schema } = await tenure('schema');
  expect(schema).toContain('left out: no customer is scored');
  const record = async (scores: string | null) => {
    await folder.write('record.yaml', shopConfiguration({ scores }));
    return (await tenure('record', '--config', folder.at('record.yaml'))).out;
  };
  const [without, withScores] = [await record(null), await record('{ keepDays: 30 }')];
  expect(without).toMatch(/^\| customer-scoring \| .* \| none: not in use \|/m);
  expect(without).not.toContain('Scores of customers');
  expect(withScores).toMatch(/^\| customer-scoring \| .* \| consent \(Art. 6 \(1\) a\) \|/m);
  expect(withScores).toContain('| Scores of customers, from their cut on | 30 days |');
  const line = withScores.split('\n').find((text) => text.startsWith('| scores: ')) ?? '';
  const columns = [...(line.match(/[a-z]+(_[a-z]+)+|tier/g) ?? []), 'scored_on', 'expires_on'];
  expect(columns.sort()).toEqual(Object.keys(scoreRow.shape).sort());
});
