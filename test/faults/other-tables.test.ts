import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it } from 'vitest';
import type { TableName } from '#lib/contract/tables.ts';
import { newDelivery } from './delivery.ts';
import { type Case, named, responseTo } from './outcome.ts';

const CUSTOMERS = 'customer_id,attributes,merged_into';
const SURVEY = 'response_id,survey,metric,responded_at,score,scale_min,scale_max,themes';

/** A thousand good rows, so that one bad row is within the budget. */
function table(header: string, good: (n: number) => string, ...more: readonly string[]) {
  return [header, ...Array.from({ length: 1000 }, (_, n) => good(n)), ...more, ''].join('\n');
}
const customers = (...more: readonly string[]) =>
  table(CUSTOMERS, (n) => `c${n},"{""plan"": ""pro""}",`, ...more);
const survey = (...more: readonly string[]) =>
  table(SURVEY, (n) => `r${n},q1,nps,2026-01-02T00:00:00Z,${n % 11},0,10,"[""price""]"`, ...more);
/** `rest`: scale_min, scale_max, themes. */
const answer = (metric: string, score: string, rest: string) =>
  survey(`x,q1,${metric},2026-01-02T00:00:00Z,${score},${rest}`);

const asCustomers = { table: 'customers' } as const;
const asSurvey = { table: 'survey_responses' } as const;
const asLedger = { table: 'ledger_totals' } as const;
const asRates = { table: 'fx_rates' } as const;
const asTouches = { table: 'touchpoints' } as const;
const ledger = (amount: string) => `period,account,amount,currency\n2026-01,sales,${amount},EUR\n`;
const rates = (...rows: readonly string[]) => ['rate_date,base,quote,rate', ...rows, ''].join('\n');
const touches = ['customer_id,visitor_id,occurred_at,channel', 'c1,,2026-01-02T00:00:00Z,web'];

const cases: readonly Case[] = [
  ['customers', customers(), 'landed 1000', asCustomers],
  [
    'attributes that are no JSON',
    customers('x,plan=pro,'),
    'landed 1000, set aside JSON_FORMAT',
    asCustomers,
  ],
  [
    'an attribute of a special category',
    customers('x,"{""religion"": ""a""}",'),
    'refused REFUSED_COLUMN',
    asCustomers,
  ],
  [
    'an attribute of free text',
    customers(`x,"{""plan"": ""${'word '.repeat(30)}""}",`),
    'landed 1000, set aside TEXT_TOO_LONG',
    asCustomers,
  ],
  [
    'an attribute that is an address',
    customers('x,"{""plan"": ""pro"", ""who"": ""jane@example.com""}",'),
    'landed 1000, set aside PERSONAL_VALUE',
    asCustomers,
  ],
  [
    'a customer merged into itself',
    customers('x,,x'),
    'landed 1000, set aside MERGED_INTO_ITSELF',
    asCustomers,
  ],
  [
    'a customer twice, other content',
    customers('c1,,'),
    'refused CONFLICTING_DUPLICATE',
    asCustomers,
  ],
  ['answers', survey(), 'landed 1000', asSurvey],
  [
    'a score outside its scale',
    answer('csat', '6', '1,5,'),
    'landed 1000, set aside SCORE_OUT_OF_SCALE',
    asSurvey,
  ],
  [
    'a theme that is a telephone number',
    answer('nps', '3', '0,10,"[""price"", ""+353 1 234 5678""]"'),
    'landed 1000, set aside PERSONAL_VALUE',
    asSurvey,
  ],
  [
    'NPS on another scale',
    answer('nps', '3', '1,5,'),
    'landed 1000, set aside SCALE_NOT_NPS',
    asSurvey,
  ],
  [
    'effort without direction',
    answer('ces', '3', '1,7,'),
    'landed 1000, set aside MISSING',
    asSurvey,
  ],
  [
    'perceived value without dimension',
    answer('perval', '3', '1,7,'),
    'landed 1000, set aside MISSING',
    asSurvey,
  ],
  [
    'a value outside the set',
    answer('loyalty', '3', '1,7,'),
    'landed 1000, set aside VALUE_NOT_LISTED',
    asSurvey,
  ],
  [
    'a score that is no number',
    answer('csat', 'NaN', '1,5,'),
    'landed 1000, set aside AMOUNT_NOT_FINITE',
    asSurvey,
  ],
  [
    'themes as text',
    answer('csat', '3', '1,5,price;service'),
    'landed 1000, set aside JSON_FORMAT',
    asSurvey,
  ],
  ['a signed amount', ledger('-5.00'), 'landed 1', asLedger],
  ['an amount of a ledger', ledger('25000000.00'), 'landed 1', asLedger],
  ['a rate', rates('2026-01-02,USD,EUR,0.91234567'), 'landed 1', asRates],
  ['a rate of zero', rates('2026-01-02,USD,EUR,0'), 'refused RATE_NOT_POSITIVE', asRates],
  [
    'touches',
    [...touches, touches[1], ''].join('\n'),
    'landed 1, warned DUPLICATE_ROWS',
    asTouches,
  ],
  [
    'a touch of nobody',
    [...touches, ',,2026-01-02T00:00:00Z,web', ''].join('\n'),
    'refused MISSING',
    asTouches,
  ],
  [
    'a table without one of its alternatives',
    'occurred_at,channel\n2026-01-02T00:00:00Z,web\n',
    'refused HEADER_MISSING_COLUMN',
    asTouches,
  ],
];

it.each(named(...cases))('$name', async ({ entry, response }) => {
  expect(await responseTo(entry)).toBe(response);
});

async function landedRows(name: TableName, content: string, columns: string) {
  const delivery = await newDelivery();
  await delivery.write('table.csv', content);
  const { path } = await delivery.land({ table: name, files: ['table.csv'] });
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const reader = await connection.runAndReadAll(`select ${columns} from read_parquet('${path}')`);
  connection.closeSync();
  await delivery.discard();
  return reader.getRowsJson();
}

it('fills derived columns where they were not sent, or were sent empty', async () => {
  const spend =
    'spend_date,channel,amount,currency,purpose\n2026-01-02,search,5,EUR,\n2026-01-03,search,5,EUR,brand\n';
  expect(await landedRows('marketing_spend', spend, 'cost_type, purpose')).toEqual([
    ['media', 'acquisition'],
    ['media', 'brand'],
  ]);
  const erasures = 'request_id,customer_id,requested_at\nq1,c1,2026-01-02T00:00:00Z\n';
  expect(await landedRows('erasures', erasures, 'effective_at')).toEqual([['2026-01-02 00:00:00']]);
});

it('keeps lists and maps, and tells no list from an empty one', async () => {
  const themes = survey(
    'x,q1,custom,2026-01-02T00:00:00Z,1,0,9,[]',
    'y,q1,custom,2026-01-02T00:00:00Z,1,0,9,',
  );
  const rows = await landedRows('survey_responses', themes, 'themes');
  expect(rows.slice(-3)).toEqual([[['price']], [[]], [null]]);
  const [row] = await landedRows(
    'customers',
    `${CUSTOMERS}\nc1,"{""plan"": ""pro""}",\n`,
    'attributes',
  );
  expect(row).toEqual([[{ key: 'plan', value: 'pro' }]]);
});
