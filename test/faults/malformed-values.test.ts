import { expect, it } from 'vitest';
import { newDelivery, ORDERS_HEADER, orderRow, orderRows, ordersCsv } from './delivery.ts';

/** Column, texts, and the reason each is set aside for. */
type BadTexts = readonly [column: string, reason: string, ...texts: string[]];

const BAD: readonly BadTexts[] = [
  ['net_amount', 'AMOUNT_NOT_FINITE', 'NaN', 'nan', 'Infinity', '-inf', '1e309'],
  ['net_amount', 'NUMBER_FORMAT', '1e3', '1_000', '0x10', '+5', '.5', '5.', '1.5.0', 'ten'],
  ['net_amount', 'NUMBER_FORMAT', '"1,234.56"', '€10', '(5.00)', '5-', '1 000', '"5\n"'],
  ['net_amount', 'NUMBER_FORMAT', '٥', '５'],
  ['net_amount', 'DECIMAL_COMMA', '"12,50"', '"1.234,56"'],
  ['net_amount', 'TOO_MANY_DECIMALS', '12.34567'],
  ['net_amount', 'AMOUNT_NEGATIVE', '-5.00', '-0.01'],
  ['net_amount', 'NUMBER_TOO_LARGE', '9007199254740993.00', '99999999999999999999'],
  ['net_amount', 'MISSING', '', '  '],
  ['currency', 'CURRENCY_UNKNOWN', 'EURO', 'XXX', '€'],
  ['currency', 'MISSING', ''],
  ['ordered_at', 'TIME_FORMAT', '01/02/2026', '2026/01/02', '1.2.2026', '20260102', '2026-1-2'],
  ['ordered_at', 'TIME_FORMAT', 'yesterday', 'now', 'today', 'epoch', 'infinity', '44000'],
  ['ordered_at', 'TIME_FORMAT', '12026-01-02T00:00:00Z', '-0044-03-15', '2026-01-02T10:00:00 UTC'],
  ['ordered_at', 'TIME_IMPOSSIBLE', '2026-02-29T10:00:00Z', '2026-13-01T10:00:00Z'],
  ['ordered_at', 'TIME_IMPOSSIBLE', '2026-01-02T10:00:60Z', '2026-01-02T24:00:00Z'],
  ['ordered_at', 'TIME_EPOCH', '1767312000', '1767312000000'],
  ['ordered_at', 'TIME_WITHOUT_OFFSET', '2026-01-02T10:00:00', '2026-01-02 10:00', '2026-01-02'],
  ['ordered_at', 'SENTINEL_DATE', '1900-01-01T00:00:00Z', '1970-01-01T00:00:00Z'],
  ['ordered_at', 'SENTINEL_DATE', '9999-12-31T00:00:00Z', '0001-01-01T00:00:00Z'],
  ['ordered_at', 'FUTURE_TIME', '2026-11-23T12:00:01Z'],
  ['ordered_at', 'MISSING', ''],
  ['order_id', 'PLACEHOLDER', 'NULL', 'null', 'NaN', 'nan', 'undefined'],
  ['order_id', 'MISSING', '', '   '],
  ['order_id', 'HIDDEN_CHARACTER', 'o\u200B9', 'o\u202E9', '"o\n9"'],
  ['order_id', 'TEXT_TOO_LONG', 'x'.repeat(256)],
  ['order_id', 'PERSONAL_VALUE', 'jane.roe@example.com', '+44 20 7946 0958', '(020) 7946 0958'],
  ['customer_id', 'PLACEHOLDER', 'NULL'],
  ['channel', 'PLACEHOLDER', 'undefined'],
  ['channel', 'HIDDEN_CHARACTER', '"a\nb"'],
  ['channel', 'PERSONAL_VALUE', 'jane.roe@example.com', '+442079460958', '020 7946 0958'],
];

const TAKEN: readonly (readonly [column: string, ...texts: string[]])[] = [
  ['net_amount', ' 5.00 ', '\t5.00', '-0.00', '12.3456', '007.50', '0', '5', '9999999.99'],
  ['currency', 'eur', ' EUR', 'JPY'],
  ['ordered_at', '2024-02-29T10:00:00Z', '2026-01-02T10:00:00+05:30', '2026-01-02 10:00:00-0800'],
  ['ordered_at', '2026-01-02T10:00Z', '2026-01-02T10:00:00.123456789Z', ' 2026-01-02T10:00:00Z '],
  ['ordered_at', '2026-11-23T12:00:00Z'],
  ['order_id', ' x9 ', '0000123', 'A-9/1#2:3.4', '0171-2345678', 'é9', '1e5'],
  ['customer_id', '', '  '],
  ['channel', '', 'Außer Haus', 'a & b', 'NA'],
];

/** A thousand good rows to each bad one keep a file within its budget of 0.1 %. */
function fileOf(fields: readonly (readonly [column: string, text: string])[]): string {
  const names = ORDERS_HEADER.split(',');
  const rows = orderRows(fields.length * 1000);
  for (const [index, [column, text]] of fields.entries()) {
    const fields = orderRow(index * 1000)
      .split(',')
      .with(names.indexOf(column), text);
    rows[index * 1000] = fields.join(',');
  }
  return ordersCsv(rows);
}

async function land(content: string) {
  const delivery = await newDelivery();
  try {
    await delivery.write('orders.csv', content);
    return await delivery.land({ table: 'orders', files: ['orders.csv'] });
  } finally {
    await delivery.discard();
  }
}

it('sets aside every bad value under its own reason, and only those', async () => {
  const bad = BAD.flatMap(([column, reason, ...texts]) =>
    texts.map((text) => ({ column, reason, text })),
  );
  const landed = await land(fileOf(bad.map(({ column, text }) => [column, text])));
  const found = landed.rejects.map(({ column, reason }) => `${column} ${reason}`);
  expect(found).toEqual(bad.map(({ column, reason }) => `${column} ${reason}`));
  expect(landed.accepted).toBe(bad.length * 1000 - bad.length);
});

it('takes values that only look odd', async () => {
  const taken = TAKEN.flatMap(([column, ...texts]) =>
    texts.map((text): [string, string] => [column, text]),
  );
  const landed = await land(fileOf(taken));
  expect(landed.rejects).toEqual([]);
  expect(landed.accepted).toBe(taken.length * 1000);
});
