import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { LandingPlace } from '#lib/intake/athena/plan/landing-place.ts';
import type { ScannedSource } from '#lib/intake/athena/plan/landing-source.ts';
import { neededTables } from '#lib/intake/athena/plan/plan-landing.ts';
import { type LandingTrino, runOnTrino } from './trino-client.ts';

/** Makes the tables over staged copies, as Glue's, in the words of Trino. */
export async function makeStaged(
  { session, data }: LandingTrino,
  sources: readonly ScannedSource[],
  place: LandingPlace,
): Promise<void> {
  for (const { name, location, format, columns } of neededTables(sources, place)) {
    await mkdir(join(data, location.replace('local:///', '')), { recursive: true });
    const typed = columns.map((column) => `"${column.name}" ${trinoType(column.type)}`);
    const properties =
      format === 'parquet'
        ? `format = 'PARQUET'`
        : `format = 'TEXTFILE', textfile_field_separator = U&'\\0001', null_format = ''`;
    await runOnTrino(
      session,
      `create table "${name}" (${typed.join(', ')}) with (external_location = '${location}', ${properties})`,
    );
  }
}

const trinoType = (type: string): string =>
  type
    .replace(/^string$/, 'varchar')
    .replace(/^float$/, 'real')
    .replace(/^int$/, 'integer')
    .replace('array<string>', 'array(varchar)')
    .replace('map<string,string>', 'map(varchar, varchar)');
