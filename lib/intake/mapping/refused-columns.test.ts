import { expect, it } from 'vitest';
import { TABLE_NAMES, tableContract } from '#lib/contract/tables.ts';
import { refusedKind } from './refused-columns.ts';

it.each([
  ...['email', 'E-Mail', 'customerEmail', 'billing_email_address', 'phone', 'Mobile Number'],
  ...['first_name', 'Last Name', 'FullName', 'name', 'customer name', 'shipping_address_1'],
  ...[
    'street',
    'zip',
    'postcode',
    'ip_address',
    'device_id',
    'IBAN',
    'VAT number',
    'date_of_birth',
  ],
])('takes %s for a direct identifier', (name) => {
  expect(refusedKind(name)).toBe('a direct identifier');
});

it.each(['comment', 'Order Notes', 'review_text', 'message', 'Ticket Body'])(
  'takes %s for free text',
  (name) => {
    expect(refusedKind(name)).toBe('free text');
  },
);

it.each(['religion', 'trade_union', 'ethnicity', 'health'])(
  'takes %s for a special category',
  (name) => {
    expect(refusedKind(name)).toBe('a special category of personal data');
  },
);

it('refuses no column of the contract', () => {
  const names = TABLE_NAMES.flatMap((table) =>
    tableContract(table).columns.map(({ name }) => name),
  );
  expect(names.filter((name) => refusedKind(name) !== null)).toEqual([]);
});
