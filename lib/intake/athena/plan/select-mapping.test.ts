import { describe, expect, it } from 'vitest';
import { type LandingSource, landingIdentity } from './landing-source.ts';
import { checkReads, neededTables, planLanding, probeOf } from './plan-landing.ts';
import { CORE, PLACE, scansOf, sourceOf } from './scanned.fixture.ts';

const select: LandingSource = {
  ...sourceOf(scansOf(1), { sql: 'select * from orders -- all of them\n;' }),
  selected: CORE.map((name) => ({ name, type: 'varchar' })),
};

describe('a select', () => {
  it('is asked for its tables and columns before it runs', () => {
    const probe = probeOf(select, PLACE);
    expect(probe?.reads.queryString).toMatch(
      /^explain \(type io, format json\) with "orders" as \(/,
    );
    expect(probe?.columns.queryString).toMatch(
      /-- all of them\n\n\) select \* from mapped limit 0$/,
    );
    expect(probeOf(sourceOf(scansOf(1)), PLACE)).toBeNull();
  });

  it('may read its files and nothing else of the catalogue', () => {
    const [own] = neededTables([select], PLACE);
    const reads = (schema: string, table: string | undefined) =>
      JSON.stringify({ inputTableColumnInfos: [{ table: { schemaTable: { schema, table } } }] });
    expect(() => checkReads(select, reads(PLACE.database, own?.name), PLACE)).not.toThrow();
    expect(() => checkReads(select, reads(PLACE.database, 'salaries'), PLACE)).toThrow(
      'SQL_MAPPING',
    );
    expect(() => checkReads(select, reads('other', own?.name), PLACE)).toThrow('SQL_MAPPING');
  });

  it('refuses money that is a float', () => {
    const floats = CORE.map((name) => ({
      name,
      type: name === 'net_amount' ? 'double' : 'varchar',
    }));
    const floating = { ...select, selected: floats };
    expect(() => planLanding([floating], PLACE, 'code')).toThrow('FLOAT_MONEY');
  });
});

it('a select of a table in the catalogue reads that table, mapped by columns', () => {
  const source: LandingSource = {
    spec: {
      table: 'orders',
      files: [],
      columns: {
        customer_id: 'buyer',
        ordered_at: 'at',
        net_amount: 'net',
        currency: { constant: 'EUR' },
      },
    },
    inputs: [],
    catalogue: { table: 'sales.orders', version: '2026-W47' },
    selected: [
      { name: 'buyer', type: 'bigint' },
      { name: 'at', type: 'timestamp(3) with time zone' },
      { name: 'net', type: 'decimal(12,2)' },
    ],
  };
  const { tables, phases } = planLanding([source], PLACE, 'code');
  expect(tables[0]?.files).toEqual([{ ordinal: 0, name: 'sales.orders', rows: null }]);
  expect(phases[0]?.statements[0]?.queryString).toContain('select * from "sales"."orders"');
  const later = { ...source, catalogue: { table: 'sales.orders', version: '2026-W48' } };
  expect(landingIdentity(later, 'code')).not.toBe(landingIdentity(source, 'code'));
});
