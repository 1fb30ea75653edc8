import { describe, expect, it } from 'vitest';
import { STATEMENT_BYTES } from '#lib/warehouse/athena-statement.ts';
import type { SourceSpec } from '../../source-spec.ts';
import type { ScanRecord } from '../scan/scan-record.ts';
import { type LandingSource, landingIdentity } from './landing-source.ts';
import { checkReads, neededTables, planLanding, probeOf } from './plan-landing.ts';
import { allColumns, PLACE, scanOf } from './scanned.fixture.ts';

const CORE = ['order_id', 'customer_id', 'ordered_at', 'net_amount', 'currency', 'channel'];

const sourceOf = (scans: readonly ScanRecord[], spec: Partial<SourceSpec> = {}): LandingSource => ({
  spec: { table: 'orders', files: [], ...spec },
  inputs: [{ name: 'orders', scans }],
  catalogue: null,
  selected: null,
});

const files = (count: number, columns = CORE) =>
  Array.from({ length: count }, (_, ordinal) => scanOf(ordinal, columns));

/** Tables with most columns, times and codes. */
const WIDE = ['orders', 'marketing_spend', 'survey_responses', 'invoices'] as const;

const statementsOf = (...sources: readonly LandingSource[]) =>
  planLanding(sources, PLACE, 'code').phases.map(({ statements }) =>
    statements.map(({ name }) => name),
  );

describe('a plan', () => {
  it('types, unifies, finds repeats, lands and counts, each table after its own steps', () => {
    const rates = sourceOf([scanOf(0, ['rate_date', 'base', 'quote', 'rate'])], {
      table: 'fx_rates',
    });
    expect(statementsOf(sourceOf(files(2)), rates)).toEqual([
      ['orders_typed', 'fx_rates_typed'],
      ['orders_spelled'],
      ['orders_repeats', 'fx_rates_repeats'],
      ['orders_aside', 'orders_landed', 'fx_rates_aside', 'fx_rates_landed'],
      ['orders_counts', 'orders_rejects', 'fx_rates_counts', 'fx_rates_rejects'],
    ]);
    expect(statementsOf()).toEqual([]);
  });

  it('makes every table in a folder of its own', () => {
    const { phases } = planLanding([sourceOf(files(1))], PLACE, 'code');
    const made = phases
      .flatMap(({ statements }) => statements)
      .flatMap(
        ({ queryString }) =>
          /^create table (\S+)\nwith \(format = 'PARQUET', external_location = '([^']+)'\)/
            .exec(queryString)
            ?.slice(1) ?? [],
      );
    const [table, folder] = ['"example_lake"."staged_', 's3://example-lake/staged/'];
    expect(made.filter((text) => text.startsWith(table))).toHaveLength(4);
    expect(made.filter((text) => text.startsWith(folder))).toHaveLength(4);
    expect(made.at(-2)).toMatch(/^"example_lake"\."orders_[0-9a-f]{12}"$/);
    expect(made.at(-1)).toMatch(
      /^s3:\/\/example-lake\/landed\/[0-9a-f]{12}\/orders\/[0-9a-f]{12}\/$/,
    );
    expect(new Set(made).size).toBe(made.length);
  });
});

describe('a statement', () => {
  it('reads alike files by one select, and no file that lies beside them', () => {
    const other = scanOf(200, [...CORE, 'country']);
    const [typed] =
      planLanding([sourceOf([...files(199), other])], PLACE, 'code').phases[0]?.statements ?? [];
    expect(typed?.queryString.match(/"\$path"/g)).toHaveLength(4);
    expect(typed?.queryString).toContain(`in ('00200')`);
    expect(typed?.queryString).not.toContain(`'00199'`);
  });

  it('restores line breaks only where a file has some', () => {
    const broken = scanOf(0, CORE);
    const staged = { ...broken.staged, brokenLines: true };
    const sqlOf = (scan: ScanRecord) =>
      planLanding([sourceOf([scan])], PLACE, 'code').phases[0]?.statements[0]?.queryString;
    expect(sqlOf(broken)).not.toContain('chr(2)');
    expect(sqlOf({ ...broken, staged })).toContain(
      'replace(replace(c0, chr(2), chr(10)), chr(3), chr(13))',
    );
  });

  it('stays within the length of a statement for the widest tables and the most files', () => {
    const sizes = WIDE.map((table) => {
      const wide = files(200, allColumns(table));
      const spec = { table, assumeTimeZone: 'Europe/Dublin' } as const;
      const { phases } = planLanding([sourceOf(wide, spec)], PLACE, 'code');
      const lengths = phases.flatMap(({ statements }) =>
        statements.map(({ queryString }) => Buffer.byteLength(queryString)),
      );
      return { table, bytes: Math.max(...lengths) };
    });
    const widest = sizes.sort((a, b) => b.bytes - a.bytes)[0];
    process.stdout.write(`widest statement: ${widest?.table}, ${widest?.bytes} bytes\n`);
    expect(widest?.bytes).toBeLessThan(STATEMENT_BYTES / 3);
  });

  it('is not made for a table that two sources fill', () => {
    expect(() => statementsOf(sourceOf(files(1)), sourceOf(files(1)))).toThrow('TABLE_TWICE');
  });
});

describe('the identity of a landing', () => {
  const identity = (source: LandingSource, code = 'code') => landingIdentity(source, code);

  it('is that of bytes, mapping and code, and of nothing else', () => {
    const source = sourceOf(files(3));
    const renamed = { ...source, spec: { ...source.spec, files: ['elsewhere/orders.csv'] } };
    expect(identity(sourceOf(files(3).reverse()))).toBe(identity(source));
    expect(identity(renamed)).toBe(identity(source));
    const others = [
      identity(sourceOf(files(2))),
      identity(sourceOf(files(3), { moneyFormat: 'minor' })),
      identity(sourceOf(files(3), { assumeTimeZone: 'Europe/Dublin' })),
      identity(source, 'other code'),
    ];
    expect(new Set([identity(source), ...others]).size).toBe(5);
  });

  it('lets two runs land the same delivery apart from each other', () => {
    const nameIn = (run: string) =>
      planLanding([sourceOf(files(1))], { ...PLACE, run }, 'code').tables.map(
        ({ landed }) => landed,
      );
    expect(nameIn('a')).toEqual(nameIn('a'));
    expect(nameIn('a')).not.toEqual(nameIn('b'));
  });

  it('reads a file that came twice once, and says so', () => {
    const twin = { ...scanOf(1, CORE), file: scanOf(0, CORE).file };
    const [plan] = planLanding([sourceOf([scanOf(0, CORE), twin])], PLACE, 'code').tables;
    expect(plan?.files.map(({ ordinal }) => ordinal)).toEqual([0]);
    expect(plan?.warnings.map(({ code }) => code)).toContain('SAME_FILE_TWICE');
  });
});

const select: LandingSource = {
  ...sourceOf(files(1), { sql: 'select * from orders -- all of them\n;' }),
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
    expect(probeOf(sourceOf(files(1)), PLACE)).toBeNull();
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
});

describe('a select', () => {
  it('of a table in the catalogue reads that table, mapped by columns', () => {
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

  it('refuses money that is a float', () => {
    const floats = CORE.map((name) => ({
      name,
      type: name === 'net_amount' ? 'double' : 'varchar',
    }));
    expect(() => statementsOf({ ...select, selected: floats })).toThrow('FLOAT_MONEY');
  });
});
