import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { lastResponses } from '../../../test/fixtures/generated-surveys.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import {
  surveyAnswers,
  surveyContext,
  surveyShop,
  surveyShopTables,
} from '../../../test/fixtures/survey-shop.ts';
import { responseRateMetric } from './metric.ts';
import { responseRate } from './response-rate.ts';

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse(surveyShopTables);
});
afterAll(() => warehouse.close());

/** Each person once, and as many of nobody known as were counted. */
function plainInvitations(survey: string, month: string): number {
  const buyers = new Set(
    surveyShop.orders.flatMap(({ customer, counts }) => (counts ? customer : [])),
  );
  const persons = new Set<string>();
  let unknown = 0;
  for (const invitation of surveyAnswers.invitations) {
    if (invitation.survey !== survey || !invitation.date.startsWith(month)) continue;
    if (invitation.customer === null) unknown += invitation.count ?? 0;
    else if (buyers.has(invitation.customer)) persons.add(invitation.customer);
  }
  return persons.size + unknown;
}

it('divides who answered by who was invited, as plain loops do', async () => {
  const measured = await responseRateMetric.measure(
    loadFrom(warehouse, surveyContext),
    surveyContext,
  );
  expectSound(measured);
  for (const survey of ['after-order', 'value'])
    for (const month of ['2026-10', '2026-09', '2025-10']) {
      const figure = figureOf(measured, { period: month, scope: { survey } });
      const answers = lastResponses(surveyShop, surveyAnswers, { month, survey }).length;
      const invitations = plainInvitations(survey, month);
      expect(figure.customers).toBe(invitations);
      expect(figure.value).toBeCloseTo(answers / invitations, 12);
    }
});

const row = (measure: string, total: number) => ({
  ...{ measure: `${measure}\u001fs`, period: surveyContext.month, scheme: 'all', segment: 'all' },
  ...{ age: null, customers: 1, total, absolute: total, largest: total, second: 0 },
});

it('is not known where more answered than were invited', () => {
  const measured = responseRate(
    [row('response-answers', 40), row('response-invitations', 39)],
    surveyContext,
  );
  expectSound(measured);
  expect(measured.figures).toMatchObject([{ value: null, reason: 'missing_input' }]);
});

it('says nothing of surveys without invitations', async () => {
  expect(responseRate([row('response-answers', 40)], surveyContext).figures).toEqual([]);
  const supplied = new Set(['orders', 'survey_responses']);
  const without = shopContext('2026-11-16', { supplied });
  const measured = await responseRateMetric.measure(loadFrom(warehouse, without), without);
  expect(measured.figures).toEqual([]);
});
