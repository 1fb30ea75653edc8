import { expect, it } from 'vitest';
import * as z from 'zod';
import {
  SCOPE_PARAMETERS,
  type ScopeParameters,
  type ShopTables,
  shopWarehouse,
} from '../../../test/fixtures/shop-warehouse.ts';
import { scopeTo } from './scoped-query.ts';

/** Who it is of by the channel they came by, each by one of their own name; nobody known is a dash. */
const row = z.object({ what: z.string() });
const query = (name: string, what: string) =>
  scopeTo('segment-reporting', {
    name,
    sql: `-- grain: one row per answer or invitation\nselect coalesce(entry_channel, '-') || ${what} as what
from ${name}_in_scope as rows
left join customers_in_scope on rows.customer_id = customers_in_scope.customer_id
order by 1`,
    parseRow: (raw) => row.parse(raw).what,
  });
const responses = query('survey_responses', "' ' || response_id || ' ' || item");
const invitations = query(
  'survey_invitations',
  "' ' || survey || ' ' || cast(month - 24312 as varchar) || ' ' || cast(invitations as varchar)",
);

const answer = (response_id: string, customer_id: string | null, change: object = {}) => ({
  response_id,
  item: 'nps',
  survey: 's',
  metric: 'nps',
  responded_at: '2026-10-05 10:00:00',
  score: 9,
  scale_min: 0,
  scale_max: 10,
  customer_id,
  ...change,
});
const invited = (customer_id: string | null, change: object = {}) => ({
  survey: 's',
  invited_at: '2026-10-01 09:00:00',
  customer_id,
  ...change,
});

const ordered = (customer_id: string) => ({
  order_id: `o-${customer_id}`,
  customer_id,
  channel: customer_id,
  ordered_at: '2026-09-01 10:00:00',
  currency: 'EUR',
  net_amount: 10,
});

const SHOP: ShopTables = {
  orders: ['buyer', 'erased', 'staff', 'kept'].map(ordered),
  customers: [
    { customer_id: 'staff', is_internal: true },
    { customer_id: 'kept' },
    { customer_id: 'old', merged_into: 'kept' },
  ],
  erasures: [
    {
      request_id: 'e',
      customer_id: 'erased',
      effective_at: '2026-11-01',
      requested_at: '2026-11-01',
    },
  ],
};

async function found(tables: ShopTables, change: ScopeParameters = {}) {
  const shop = await shopWarehouse({ ...SHOP, ...tables });
  const parameters = {
    ...SCOPE_PARAMETERS,
    as_of: '2026-11-16',
    as_of_utc: '2026-11-16 00:00:00',
    ...change,
  };
  const rows = [await shop.run(responses, parameters), await shop.run(invitations, parameters)];
  await shop.close();
  return rows;
}

const EVERY_STATE = {
  survey_responses: ['buyer', 'erased', 'staff', 'old', 'never-bought', null].map((customer) =>
    answer(`q-${customer}`, customer),
  ),
  survey_invitations: [
    ...['buyer', 'erased', 'staff', 'old', 'never-bought'].map((customer) => invited(customer)),
    invited(null, { count: 40 }),
  ],
};

it('is of customers in scope under the id in use, and of nobody known', async () => {
  expect(await found(EVERY_STATE)).toEqual([
    ['- q-null nps', 'buyer q-buyer nps', 'kept q-old nps'],
    ['- s 9 40', 'buyer s 9 1', 'kept s 9 1'],
  ]);
});

it.each([
  { lawful_basis: 'consents' },
  { regions: 'IE' },
  { unknown_age: 'out' },
  { retained_from_utc: '2026-10-06 00:00:00' },
] as const)('has nobody unknown under %o', async (change) => {
  const [answers = [], counts = []] = await found(EVERY_STATE, change);
  expect([...answers, ...counts].filter((what) => what.startsWith('-'))).toEqual([]);
});

it('does not take a person for nobody known where one item lacks the id', async () => {
  const items = [answer('q', 'erased'), answer('q', null, { item: 'csat' })];
  const mixed = [answer('r', null), answer('r', 'buyer', { item: 'csat' })];
  expect(await found({ survey_responses: [...items, ...mixed] })).toEqual([
    ['buyer r csat', 'buyer r nps'],
    [],
  ]);
});

it('has the last response of a person, survey and month before the cut, by the local clock', async () => {
  const at = (responded_at: string, change: object = {}) => ({ responded_at, ...change });
  const survey_responses = [
    answer('q1', 'buyer', at('2026-10-05 10:00:00')),
    answer('q1', 'buyer', at('2026-10-07 09:00:00', { item: 'late' })),
    answer('q2', 'old', at('2026-10-05 10:00:00')),
    answer('q3', 'kept', at('2026-10-05 10:00:00')),
    answer('q4', 'buyer', at('2026-10-06 10:00:00')),
    answer('q5', 'buyer', at('2026-10-31 23:30:00')),
    answer('q6', 'buyer', at('2026-10-20 10:00:00', { survey: 'other' })),
    answer('q7', 'buyer', at('2026-11-16 00:00:00')),
  ];
  const [answers] = await found({ survey_responses }, { time_zone: 'Europe/Paris' });
  expect(answers).toEqual([
    'buyer q1 late',
    'buyer q1 nps',
    'buyer q5 nps',
    'buyer q6 nps',
    'kept q3 nps',
  ]);
});

it('counts an invited person once a survey and month, and counts of nobody known together', async () => {
  const survey_invitations = [
    invited('buyer'),
    invited('buyer', { invited_at: '2026-10-08 09:00:00' }),
    invited('old'),
    invited('kept'),
    invited(null, { count: 3 }),
    invited(null, { count: 4, invited_at: '2026-10-02 09:00:00' }),
    invited(null, { count: 0, invited_at: '2026-09-02 09:00:00' }),
  ];
  const [, counts] = await found({ survey_invitations });
  expect(counts).toEqual(['- s 9 7', 'buyer s 9 1', 'kept s 9 1']);
});
