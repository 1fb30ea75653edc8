import { expect, it } from 'vitest';
import { parseConfiguration } from '#lib/config/load-configuration.ts';
import { listDeliveries } from '#lib/intake/athena/list/list-deliveries.ts';
import { testBooks } from '../../test/fixtures/run-books.ts';
import { refuseExistingTables } from './existing-tables.ts';
import { RunRequestError } from './run-request.ts';
import { landingBooks } from './steps/landing-books.ts';
import { keyedSources, scannedSources } from './steps/landing-sources.ts';

const configuration = parseConfiguration(
  `version: 1
business: { name: Example Shop, currency: EUR }
sources:
  orders: { table: awsdatacatalog.sales.orders, columns: { customer_id: buyer }, historyComplete: true }
reports:
  - { id: weekly, title: Customer value }
`,
  'tenure.yaml',
);
const loaded = { configuration, directory: '.' };

it('is nothing to list or scan, and rows of its own for each load', async () => {
  const specs = await keyedSources(loaded, async () => []);
  const spec = {
    table: 'orders',
    files: [],
    existing: 'sales.orders',
    columns: { customer_id: 'buyer' },
  };
  expect(specs).toEqual([spec]);
  expect(await listDeliveries(specs, { pin: async () => null })).toEqual([]);
  const pages = landingBooks(testBooks(), { run: 'run', attempt: 1 });
  await pages.delivery.write({ loadedAt: '2026-11-24T07:00:00.000Z', files: [] });
  expect(await scannedSources(loaded, pages)).toEqual([
    {
      spec,
      inputs: [],
      catalogue: { table: 'sales.orders', version: '2026-11-24T07:00:00.000Z' },
    },
  ]);
});

it('is refused on this machine, with what to do instead', () => {
  expect(() => refuseExistingTables(configuration)).toThrow(RunRequestError);
  expect(() => refuseExistingTables(configuration)).toThrow(
    /^sources.orders.table: awsdatacatalog.sales.orders is in an account's catalogue.*say files: here/,
  );
});
