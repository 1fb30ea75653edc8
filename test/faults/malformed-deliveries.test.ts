import { expect, it } from 'vitest';
import { ORDERS_HEADER, orderRow, orderRows, ordersCsv, ordersWith } from './delivery.ts';
import { type Case, named, responseTo } from './outcome.ts';

const rows = orderRows(2000);
const minorUnits = { moneyFormat: 'minor' } as const;
const inMinorUnits = (currency: string, text: string) =>
  ordersCsv(
    rows.map((row, index) =>
      row.replace(/,\d+\.50,EUR/, index === 9 ? `,${text},${currency}` : ',1,EUR'),
    ),
  );

const money: readonly Case[] = [
  ['an amount of zero', ordersWith('net_amount', '0'), 'landed 2000, warned ZERO_AMOUNT'],
  [
    'an amount above all others',
    ordersWith('net_amount', '10000000.01'),
    'refused NUMBER_TOO_LARGE line 11',
  ],
  ['yen in minor units', inMinorUnits('JPY', '500'), 'landed 2000', minorUnits],
  [
    'a point in minor units',
    inMinorUnits('JPY', '5.5'),
    'landed 1999, set aside TOO_MANY_DECIMALS',
    minorUnits,
  ],
  [
    'minor units of no currency',
    inMinorUnits('XXX', '5'),
    'landed 1999, set aside CURRENCY_UNKNOWN',
    minorUnits,
  ],
  ['a currency in lower case', ordersWith('currency', 'eur'), 'landed 2000, warned RESPELLED'],
  [
    'tax said to be inside and not sent',
    ordersCsv(
      rows.map((row) => `${row},true`),
      `${ORDERS_HEADER},price_includes_tax`,
    ),
    'refused TAX_MISSING line 2',
  ],
];

const withoutOffset = ordersCsv(rows.map((row) => row.replace('Z,', ',')));
const dayInFuture = (count: number) =>
  ordersCsv(rows.map((row, index) => (index < count ? row.replace(/20\d\d-/, '2027-') : row)));
const dublin = { assumeTimeZone: 'Europe/Dublin' };

const times: readonly Case[] = [
  ['times without offset', withoutOffset, 'refused TIME_WITHOUT_OFFSET line 2'],
  ['times without offset in a declared zone', withoutOffset, 'landed 2000', dublin],
  [
    'a skipped local time',
    ordersWith('ordered_at', '2024-03-31T01:30:00'),
    'landed 1999, set aside TIME_SKIPPED',
    dublin,
  ],
  [
    'a repeated local time',
    ordersWith('ordered_at', '2024-10-27T01:30:00'),
    'landed 2000, warned REPEATED_TIME',
    dublin,
  ],
  [
    'an unknown zone',
    withoutOffset,
    'refused TIME_ZONE_UNKNOWN',
    { assumeTimeZone: 'Mars/Phobos' },
  ],
  ['one per cent in the future', dayInFuture(21), 'refused FUTURE_TIME line 2'],
];

const codes: readonly Case[] = [
  ['an id as 1.23E+15', ordersWith('order_id', '1.23E+15'), 'refused ID_SCIENTIFIC line 11'],
  ['an id with outer space', ordersWith('order_id', ' x9 '), 'landed 2000, warned RESPELLED'],
  [
    'a code with an invisible character',
    ordersWith('channel', 'st\u200Bore'),
    'landed 2000, warned RESPELLED',
  ],
  ['a code in other case', ordersWith('channel', 'STORE'), 'landed 2000, warned SPELLINGS_UNIFIED'],
  ['a code of two alphabets', ordersWith('channel', 'stоre'), 'refused MIXED_SCRIPT line 11'],
  [
    'a code that imitates another',
    ordersCsv([
      ...rows,
      orderRow(2000).replace('web', 'сор'),
      orderRow(2002).replace('web', 'cop'),
    ]),
    'landed 2002, warned LOOKALIKE_CODES',
  ],
];

const many = orderRows(30_000);
const changed = (row: string) => row.replace('.50', '.51');
const versions = [
  ...rows.map((row) => `${row},2024-01-01T00:00:00Z`),
  `${changed(orderRow(5))},2024-01-02T00:00:00Z`,
];

const duplicates: readonly Case[] = [
  ['a row twice', ordersCsv([...rows, orderRow(5)]), 'landed 2000, warned DUPLICATE_ROWS'],
  [
    'an id with other content',
    ordersCsv([...many, changed(orderRow(5))]),
    'landed 29999, set aside CONFLICTING_DUPLICATE CONFLICTING_DUPLICATE',
  ],
  [
    'ids with other content',
    ordersCsv([...many, ...many.slice(0, 9).map(changed)]),
    'refused CONFLICTING_DUPLICATE line 2',
  ],
  ['two versions of a row', ordersCsv(versions, `${ORDERS_HEADER},updated_at`), 'landed 2001'],
  [
    'equal rows without an id',
    ordersCsv(
      [...rows, orderRow(5)].map((row) => row.replace(/^[^,]*,/, '')),
      ORDERS_HEADER.replace('order_id,', ''),
    ),
    'landed 2001',
  ],
];

const spend = (...lines: string[]) => ({
  'spend.csv': `spend_date,channel,amount,currency\n${lines.join('\n')}\n`,
});
const spendDays = Array.from({ length: 2000 }, (_, day) => {
  const date = new Date(Date.UTC(2020, 0, 1 + day)).toISOString().slice(0, 10);
  return `${date},search,10.00,EUR`;
});
const marketing = { table: 'marketing_spend' } as const;

const marketingSpend: readonly Case[] = [
  ['spend', spend(...spendDays), 'landed 2000', marketing],
  [
    'negative spend',
    spend(...spendDays.with(3, '2020-01-04,search,-1,EUR')),
    'landed 1999, set aside AMOUNT_NEGATIVE',
    marketing,
  ],
  [
    'spend at a time of day',
    spend(...spendDays.with(3, '2020-01-04T10:00:00Z,search,1,EUR')),
    'landed 1999, set aside TIME_FORMAT',
    marketing,
  ],
  [
    'a renamed channel',
    spend(...spendDays.with(3, '2020-01-04,Search,1,EUR')),
    'landed 2000, warned SPELLINGS_UNIFIED',
    marketing,
  ],
  [
    'two amounts of one day',
    spend(...spendDays, '2020-01-04,SEARCH,9.00,EUR'),
    'refused CONFLICTING_DUPLICATE line 5',
    marketing,
  ],
  ['no spend', spend(), 'refused EMPTY', marketing],
];

it.each(named(...money, ...times, ...codes, ...duplicates, ...marketingSpend))(
  '$name',
  async ({ entry, response }) => {
    expect(await responseTo(entry)).toBe(response);
  },
);
