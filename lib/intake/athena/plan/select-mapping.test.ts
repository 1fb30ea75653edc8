import { describe, expect, it } from 'vitest';
import { selectRefusal } from './foreign-tables.ts';
import { type LandingSource, landingIdentity } from './landing-source.ts';
import { checkReads, neededTables, planLanding, probeOf, readSelectOf } from './plan-landing.ts';
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

describe('a table of the catalogue', () => {
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
      { name: 'email', type: 'varchar' },
    ],
  };

  it('is read by a select, mapped by columns', () => {
    const { tables, phases } = planLanding([source], PLACE, 'code');
    expect(tables[0]?.files).toEqual([{ ordinal: 0, name: 'sales.orders', rows: null }]);
    const typed = phases[0]?.statements[0]?.queryString;
    expect(typed).toContain('select * from "sales"."orders"');
    expect(typed).not.toContain('"email"');
    const later = { ...source, catalogue: { table: 'sales.orders', version: '2026-W48' } };
    expect(landingIdentity(later, 'code')).not.toBe(landingIdentity(source, 'code'));
  });

  it('has its rows told from others, since it has no bytes', () => {
    const { phases } = planLanding([source], PLACE, 'code');
    const last = phases.at(-1)?.statements.map(({ name }) => name);
    expect(last).toEqual(['orders_counts', 'orders_rejects', 'orders_content']);
  });

  it('may be no view, and must be there for whoever lands it', () => {
    const reads = (table: string) =>
      JSON.stringify({
        inputTableColumnInfos: [{ table: { schemaTable: { schema: 'sales', table } } }],
      });
    expect(() => checkReads(source, reads('orders'), PLACE)).not.toThrow();
    expect(() => checkReads(source, reads('salaries'), PLACE)).toThrow(
      'sales.orders: CATALOGUE_TABLE: cannot be read: it is a view that reads sales.salaries',
    );
    expect(selectRefusal(readSelectOf(source), 'TABLE_NOT_FOUND').message).toBe(
      `sales.orders: CATALOGUE_TABLE: cannot be read: TABLE_NOT_FOUND; check "table", and that the deployment's tables name where its files lie`,
    );
  });
});
