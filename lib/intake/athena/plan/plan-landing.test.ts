import { describe, expect, it } from 'vitest';
import { STATEMENT_BYTES } from '#lib/warehouse/athena-statement.ts';
import type { ScanRecord } from '../scan/scan-record.ts';
import type { LandingSource } from './landing-source.ts';
import { planLanding } from './plan-landing.ts';
import { allColumns, CORE, PLACE, scanOf, scansOf, sourceOf } from './scanned.fixture.ts';

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
    expect(statementsOf(sourceOf(scansOf(2)), rates)).toEqual([
      ['orders_typed', 'fx_rates_typed'],
      ['orders_spelled'],
      ['orders_repeats', 'fx_rates_repeats'],
      ['orders_aside', 'orders_landed', 'fx_rates_aside', 'fx_rates_landed'],
      ['orders_counts', 'orders_rejects', 'fx_rates_counts', 'fx_rates_rejects'],
    ]);
    expect(statementsOf()).toEqual([]);
  });

  it('makes every table in a folder of its own', () => {
    const { phases } = planLanding([sourceOf(scansOf(1))], PLACE, 'code');
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
      planLanding([sourceOf([...scansOf(199), other])], PLACE, 'code').phases[0]?.statements ?? [];
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
      const columns = allColumns(table);
      const wide = Array.from({ length: 200 }, (_, ordinal) => scanOf(ordinal, columns));
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
    expect(() => statementsOf(sourceOf(scansOf(1)), sourceOf(scansOf(1)))).toThrow('TABLE_TWICE');
  });
});
