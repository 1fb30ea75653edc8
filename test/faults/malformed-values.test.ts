import { expect, it } from 'vitest';
import { ORDERS_HEADER, orderRow, orderRows, ordersCsv, ordersWith } from './delivery.ts';
import { type Case, responseTo } from './outcome.ts';

const setAside = (column: string, text: string, reason: string): Case => [
  `${column} ${JSON.stringify(text)}`,
  ordersWith(column, text),
  `landed 1999, set aside ${reason}`,
];
const taken = (column: string, text: string): Case => [
  `${column} ${JSON.stringify(text)}`,
  ordersWith(column, text),
  'landed 2000',
];
const amount = (text: string, reason: string) => setAside('net_amount', text, reason);
const time = (text: string, reason: string) => setAside('ordered_at', text, reason);
const id = (text: string, reason: string) => setAside('order_id', text, reason);

const amounts: readonly Case[] = [
  ...['NaN', 'nan', 'Infinity', '-inf', '1e309'].map((text) => amount(text, 'AMOUNT_NOT_FINITE')),
  ...[
    '1e3',
    '1_000',
    '0x10',
    '+5',
    '.5',
    '5.',
    '€10',
    '(5.00)',
    '5-',
    '1 000',
    '٥',
    '５',
    '1.5.0',
    'ten',
  ].map((text) => amount(text, 'NUMBER_FORMAT')),
  amount('"1,234.56"', 'NUMBER_FORMAT'),
  amount('"1.234,56"', 'DECIMAL_COMMA'),
  amount('12.34567', 'TOO_MANY_DECIMALS'),
  amount('-5.00', 'AMOUNT_NEGATIVE'),
  amount('10000000.01', 'NUMBER_TOO_LARGE'),
  amount('9007199254740993.00', 'NUMBER_TOO_LARGE'),
  amount('99999999999999999999', 'NUMBER_TOO_LARGE'),
  amount('', 'MISSING'),
  amount('"5\n"', 'NUMBER_FORMAT'),
  taken('net_amount', ' 5.00 '),
  taken('net_amount', '\t5.00'),
  taken('net_amount', '-0.00'),
  taken('net_amount', '12.3456'),
  taken('net_amount', '007.50'),
  ['net_amount "0"', ordersWith('net_amount', '0'), 'landed 2000, warned ZERO_AMOUNT'],
];

const minor = (currency: string, text: string) =>
  ordersCsv(
    orderRows(2000).map((row, index) =>
      row.replace(/,\d+\.50,EUR/, index === 9 ? `,${text},${currency}` : ',1,EUR'),
    ),
  );
const minorUnits = { moneyFormat: 'minor' } as const;

const moneyFormats: readonly Case[] = [
  ['yen in minor units', minor('JPY', '500'), 'landed 2000', minorUnits],
  ['dinars in minor units', minor('KWD', '1234'), 'landed 2000', minorUnits],
  [
    'a point in minor units',
    minor('JPY', '5.5'),
    'landed 1999, set aside TOO_MANY_DECIMALS',
    minorUnits,
  ],
  [
    'minor units of no currency',
    minor('XXX', '500'),
    'landed 1999, set aside CURRENCY_UNKNOWN',
    minorUnits,
  ],
];

const currencies: readonly Case[] = [
  ['currency "eur"', ordersWith('currency', 'eur'), 'landed 2000, warned RESPELLED'],
  ...['EURO', 'XXX', '€'].map((text) => setAside('currency', text, 'CURRENCY_UNKNOWN')),
  setAside('currency', '', 'MISSING'),
];

const times: readonly Case[] = [
  ...[
    '01/02/2026',
    '2026/01/02',
    '1.2.2026',
    '20260102',
    '12026-01-02T00:00:00Z',
    '-0044-03-15',
    '2026-1-2',
    'yesterday',
    'now',
    'today',
    'epoch',
    'infinity',
    '2026-01-02T10:00:00 UTC',
    '44000',
  ].map((text) => time(text, 'TIME_FORMAT')),
  ...[
    '2026-02-29T10:00:00Z',
    '2026-13-01T10:00:00Z',
    '2026-01-02T10:00:60Z',
    '2026-01-02T24:00:00Z',
    '2026-01-02T10:61:00Z',
  ].map((text) => time(text, 'TIME_IMPOSSIBLE')),
  ...['1767312000', '1767312000000'].map((text) => time(text, 'TIME_EPOCH')),
  ...['2026-01-02T10:00:00', '2026-01-02 10:00', '2026-01-02'].map((text) =>
    time(text, 'TIME_WITHOUT_OFFSET'),
  ),
  ...[
    '1900-01-01T00:00:00Z',
    '1970-01-01T00:00:00Z',
    '9999-12-31T00:00:00Z',
    '0001-01-01T00:00:00Z',
  ].map((text) => time(text, 'SENTINEL_DATE')),
  time('2026-11-23T12:00:01Z', 'FUTURE_TIME'),
  time('', 'MISSING'),
  ...[
    '2024-02-29T10:00:00Z',
    '2026-01-02T10:00:00+05:30',
    '2026-01-02 10:00:00-0800',
    '2026-01-02T10:00Z',
    '2026-01-02T10:00:00.123456789Z',
    ' 2026-01-02T10:00:00Z ',
    '2026-11-23T12:00:00Z',
  ].map((text) => taken('ordered_at', text)),
];

const withoutOffset = ordersCsv(orderRows(2000).map((row) => row.replace('Z,', ',')));
const future = ordersCsv(
  orderRows(2000).map((row, index) => (index < 21 ? row.replace(/20\d\d-/, '2027-') : row)),
);
const zone = { assumeTimeZone: 'Europe/Dublin' };

const zones: readonly Case[] = [
  ['times without offset', withoutOffset, 'refused TIME_WITHOUT_OFFSET line 2'],
  ['times without offset in a declared zone', withoutOffset, 'landed 2000', zone],
  [
    'a skipped local time',
    ordersWith('ordered_at', '2024-03-31T01:30:00'),
    'landed 1999, set aside TIME_SKIPPED',
    zone,
  ],
  [
    'a repeated local time',
    ordersWith('ordered_at', '2024-10-27T01:30:00'),
    'landed 2000, warned REPEATED_TIME',
    zone,
  ],
  ['an unknown zone', good(), 'refused TIME_ZONE_UNKNOWN', { assumeTimeZone: 'Mars/Phobos' }],
  ['more than 1 % in the future', future, 'refused FUTURE_TIME line 2'],
];

function good(): string {
  return ordersCsv(orderRows(2000));
}

const ids: readonly Case[] = [
  ...['NULL', 'null', 'NaN', 'nan', 'undefined'].map((text) => id(text, 'PLACEHOLDER')),
  id('', 'MISSING'),
  id('   ', 'MISSING'),
  id('o\u200B9', 'HIDDEN_CHARACTER'),
  id('o\u202E9', 'HIDDEN_CHARACTER'),
  id('x'.repeat(256), 'TEXT_TOO_LONG'),
  id('jane.roe@example.com', 'PERSONAL_VALUE'),
  id('+44 20 7946 0958', 'PERSONAL_VALUE'),
  ['an id as 1.23E+15', ordersWith('order_id', '1.23E+15'), 'refused ID_SCIENTIFIC line 11'],
  ['an id with outer space', ordersWith('order_id', ' o9 '), 'landed 2000, warned RESPELLED'],
  taken('order_id', '0000123'),
  taken('customer_id', ''),
  setAside('customer_id', 'NULL', 'PLACEHOLDER'),
];

const codes: readonly Case[] = [
  [
    'a code with an invisible character',
    ordersWith('channel', 'st\u200Bore'),
    'landed 2000, warned RESPELLED',
  ],
  ['a code in other case', ordersWith('channel', 'STORE'), 'landed 2000, warned SPELLINGS_UNIFIED'],
  ['a code of two alphabets', ordersWith('channel', 'stоre'), 'refused MIXED_SCRIPT line 11'],
  setAside('channel', '"a\nb"', 'HIDDEN_CHARACTER'),
  setAside('channel', 'undefined', 'PLACEHOLDER'),
];

const many = orderRows(30_000);
const duplicates: readonly Case[] = [
  ['the same row twice', ordersCsv([...many, orderRow(5)]), 'landed 30000, warned DUPLICATE_ROWS'],
  [
    'an id with other content',
    ordersCsv([...many, orderRow(5).replace('.50', '.51')]),
    'landed 29999, set aside CONFLICTING_DUPLICATE CONFLICTING_DUPLICATE, warned CONFLICTING_DUPLICATE',
  ],
  [
    'many ids with other content',
    ordersCsv([...many, ...orderRows(9).map((row) => row.replace('.50', '.51'))]),
    'refused CONFLICTING_DUPLICATE line 2',
  ],
  [
    'versions of a row',
    ordersCsv(
      [
        ...many.map((row) => `${row},2024-01-01T00:00:00Z`),
        `${orderRow(5).replace('.50', '.51')},2024-01-02T00:00:00Z`,
      ],
      `${ORDERS_HEADER},updated_at`,
    ),
    'landed 30001',
  ],
];

it.each([
  ...amounts,
  ...moneyFormats,
  ...currencies,
  ...times,
  ...zones,
  ...ids,
  ...codes,
  ...duplicates,
])('%s', async (...row) => {
  expect(await responseTo(row)).toBe(row[2]);
});
