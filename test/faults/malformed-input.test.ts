import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type Delivery, newDelivery, ORDERS_HEADER, orderRows, ordersCsv } from './delivery.ts';
import { type Case, named, responseTo } from './outcome.ts';

const rows = orderRows(2000);
const good = ordersCsv(rows);
const everyRow = (edit: (row: string) => string, header = ORDERS_HEADER) =>
  ordersCsv(rows.map(edit), header);
const withColumn = (name: string) => everyRow((row) => `${row},a`, `${ORDERS_HEADER},${name}`);
const reversed = (row: string) => row.split(',').reverse().join();
const withoutAmount = (row: string) => row.split(',').toSpliced(3, 1).join();
const aliases = 'Order ID, Customer-Id ,ORDERED_AT,Net Amount,Currency,Channel';
const survey = 'response_id,survey,metric,responded_at,score,scale_min,scale_max\n';

const formats: readonly Case[] = [
  ['semicolons', good.replaceAll(',', ';'), 'refused DELIMITER'],
  ['semicolons declared', good.replaceAll(',', ';'), 'landed 2000', { delimiter: ';' }],
  ['tabs', good.replaceAll(',', '\t'), 'refused DELIMITER'],
  ['tabs declared', good.replaceAll(',', '\t'), 'landed 2000', { delimiter: '\t' }],
  ['bars', good.replaceAll(',', '|'), 'refused DELIMITER'],
  ['decimal comma', everyRow((row) => row.replace('.50', ',50')), 'refused LONG_ROW line 2'],
  [
    'decimal comma in quotes',
    everyRow((row) => row.replace(/(\d+)\.50/, '"$1,50"')),
    'refused DECIMAL_COMMA line 2',
  ],
  ['trailing comma on each row', everyRow((row) => `${row},`), 'refused LONG_ROW line 2'],
  [
    'trailing comma on each line',
    everyRow((row) => `${row},`, `${ORDERS_HEADER},`),
    'refused HEADER_BLANK_NAME',
  ],
  [
    'missing column',
    everyRow(withoutAmount, withoutAmount(ORDERS_HEADER)),
    'refused HEADER_MISSING_COLUMN',
  ],
  ['extra column', withColumn('weight'), 'landed 2000, warned UNKNOWN_COLUMN'],
  ['misspelt column', good.replace('channel', 'chanel'), 'refused HEADER_MISSPELT'],
  ['reordered columns', everyRow(reversed, reversed(ORDERS_HEADER)), 'landed 2000'],
  ['duplicate header', withColumn('channel'), 'refused HEADER_DUPLICATE'],
  ['header in other case, with spaces', everyRow((row) => row, aliases), 'landed 2000'],
  ['no header', `${rows.join('\n')}\n`, 'refused HEADER_MISSING'],
  ['preamble', `Orders of November\n${good}`, 'refused HEADER_MISSING_COLUMN'],
  ['blank first line', `\n${good}`, 'refused EMPTY'],
  ['no bytes', '', 'refused EMPTY'],
  ['white space only', ' \n \n', 'refused EMPTY'],
  ['header only', `${ORDERS_HEADER}\n`, 'refused EMPTY'],
  ['survey with a header only', survey, 'landed 0, warned NO_ROWS', { table: 'survey_responses' }],
  ['web page', `<!doctype html><html><body>${good}</body></html>`, 'refused NOT_CSV'],
  ['JSON', '[{"order_id":"o1"}]', 'refused NOT_CSV'],
  ['XML', '<?xml version="1.0"?><orders/>', 'refused NOT_CSV'],
  ['column with SQL as its name', withColumn("x'); drop table orders; --"), 'landed 2000'],
];

const mapped = {
  columns: {
    customer_id: 'customer_email',
    ordered_at: 'ordered_at',
    net_amount: 'net_amount',
    currency: 'currency',
  },
};
const emails = (count: number) =>
  ordersCsv(
    rows.map((row, index) => (index < count ? row.replace(/,c\d+,/, ',a@example.com,') : row)),
  );

const personal: readonly Case[] = [
  ['e-mail column without a mapping', withColumn('customer_email'), 'refused REFUSED_COLUMN'],
  ['e-mail column mapped', withColumn('customer_email'), 'refused REFUSED_COLUMN', mapped],
  ['free text without a mapping', withColumn('Comment'), 'refused REFUSED_COLUMN'],
  ['special category', withColumn('religion'), 'refused REFUSED_COLUMN'],
  [
    'e-mail column left out',
    withColumn('E-Mail'),
    'landed 2000, warned UNKNOWN_COLUMN',
    {
      columns: { ...mapped.columns, customer_id: 'customer_id' },
    },
  ],
  ['two e-mails in ids', emails(2), 'landed 1998, set aside PERSONAL_VALUE PERSONAL_VALUE'],
  ['ten e-mails in ids', emails(10), 'refused PERSONAL_VALUE line 2'],
];

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const withManifest = (manifest: object, content = good) => ({
  'orders.csv': content,
  'orders.csv.manifest.json': JSON.stringify({ table: 'orders', ...manifest }),
});

const everyColumn = (count: number) => {
  const names = Array.from({ length: count }, (_, column) => `c_${column}`).join();
  return `${names}\n${names}\n`;
};

const deliveries: readonly Case[] = [
  ['the same file twice', { 'a.csv': good, 'b.csv': good }, 'landed 2000, warned SAME_FILE_TWICE'],
  ['a manifest that agrees', withManifest({ rows: 2000, sha256: sha256(good) }), 'landed 2000'],
  [
    'a manifest of other rows',
    withManifest({ rows: 1999, sha256: sha256(good) }),
    'refused MANIFEST_MISMATCH',
  ],
  [
    'a manifest of other bytes',
    withManifest({ rows: 2000, sha256: sha256('') }),
    'refused MANIFEST_MISMATCH',
  ],
  [
    'a manifest of another table',
    withManifest({ table: 'refunds', rows: 2000, sha256: sha256(good) }),
    'refused MANIFEST_MISMATCH',
  ],
  ['a malformed manifest', withManifest({ rows: -1 }), 'refused MANIFEST'],
  [
    'an announced empty load',
    withManifest({ rows: 0, sha256: sha256(`${ORDERS_HEADER}\n`) }, `${ORDERS_HEADER}\n`),
    'landed 0',
  ],
  ['no manifest', good, 'landed 2000, warned NO_MANIFEST'],
  ['a name with a percent sign', { '%2e.csv': good }, 'refused FILE_NAME'],
  ['more than a thousand columns', everyColumn(1001), 'refused TOO_MANY_COLUMNS'],
];

it.each(named(...formats, ...personal, ...deliveries))('$name', async ({ entry, response }) => {
  expect(await responseTo(entry)).toBe(response);
});

it.each([
  [
    'a link',
    async (delivery: Delivery) => {
      await delivery.write('real.csv', good);
      await symlink(join(delivery.folder, 'real.csv'), join(delivery.folder, 'orders.csv'));
    },
    'NOT_A_FILE',
  ],
  ['a folder', (delivery: Delivery) => mkdir(join(delivery.folder, 'orders.csv')), 'NOT_A_FILE'],
  ['a missing file', async () => undefined, 'FILE_MISSING'],
])('refuses %s', async (_, prepare, code) => {
  const delivery = await newDelivery();
  await prepare(delivery);
  const landed = delivery.land({ table: 'orders', files: ['orders.csv'] });
  await expect(landed).rejects.toMatchObject({ code });
  await delivery.discard();
});

it('never quotes a value in an error or a reject', async () => {
  const secret = 'jane.roe@example.com';
  const delivery = await newDelivery();
  await delivery.write(
    'orders.csv',
    ordersCsv(rows.with(3, rows[3]?.replace(/,c\d+,/, `,${secret},`) ?? '')),
  );
  const landed = await delivery.land({ table: 'orders', files: ['orders.csv'] });
  expect(landed.rejects).toEqual([
    {
      file: 'orders.csv',
      line: 5,
      column: 'customer_id',
      reason: 'PERSONAL_VALUE',
      valueHash: null,
    },
  ]);
  const files = await readdir(delivery.landing, { recursive: true, withFileTypes: true });
  const written = files.filter((entry) => entry.isFile());
  expect(written.map(({ name }) => name).sort()).toEqual([
    'manifest.json',
    'orders.jsonl',
    'orders.parquet',
  ]);
  for (const { parentPath, name } of written) {
    expect((await readFile(join(parentPath, name))).includes(secret)).toBe(false);
  }
  await delivery.discard();
});
