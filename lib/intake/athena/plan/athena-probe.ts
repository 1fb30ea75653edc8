import type { AthenaClient } from '@aws-sdk/client-athena';
import * as z from 'zod';
import { resultColumns } from '#lib/warehouse/athena-columns.ts';
import { type AthenaSession, execute } from '#lib/warehouse/athena-execution.ts';
import { readRows } from '#lib/warehouse/athena-results.ts';
import { type AthenaStatement, tokenOf } from '#lib/warehouse/athena-statement.ts';
import { QueryError } from '#lib/warehouse/warehouse.ts';
import { sqlName } from '../../landing/sql-text.ts';
import { selectRefusal } from './foreign-tables.ts';
import type { LandingPlace } from './landing-place.ts';
import type { ScannedSource } from './landing-source.ts';
import { checkReads, probeOf, readSelectOf } from './plan-landing.ts';
import type { SelectedColumn } from './select-mapping.ts';

/** Where a select is tried, and where its answers are read. */
export interface ProbePlace extends LandingPlace {
  readonly session: AthenaSession;
  readonly athena: AthenaClient;
  readonly readObject: (address: string) => AsyncIterable<Uint8Array>;
}

const texts = z.record(z.string(), z.string());

/**
 * What a source's select gives, asked of Athena without reading a row; null for files that are read column by column.
 * @throws IntakeError SQL_MAPPING, CATALOGUE_TABLE where it cannot run, or reads other tables than its own
 */
export async function probeSelect(
  source: ScannedSource,
  place: ProbePlace,
): Promise<readonly SelectedColumn[] | null> {
  const probe = probeOf(source, place);
  if (probe === null) return null;
  const run = (statement: AthenaStatement) =>
    execute(place.session, statement).catch((error: unknown) => {
      if (error instanceof QueryError) throw selectRefusal(readSelectOf(source), error.code);
      throw error;
    });
  const rows = async (statement: AthenaStatement) =>
    readRows(place, await run(statement), (row) => texts.parse(row));
  const plan = (await rows(probe.reads)).map((row) => Object.values(row).join('')).join('\n');
  checkReads(source, plan, place);
  const names = await resultColumns(place.athena, (await run(probe.columns)).id);
  const [types = {}] = await rows(typesOf(probe.columns, names));
  return names.map((name, n) => ({ name, type: types[`c${n}`] ?? 'varchar' }));
}

/** Types are those of one row without values: the service tells them in full only as text. */
function typesOf({ name, queryString, token }: AthenaStatement, names: readonly string[]) {
  const columns = names.map((column, n) => `typeof(mapped.${sqlName(column)}) as c${n}`);
  const select = /select \* from mapped limit 0\s*$/;
  const sql = queryString.replace(
    select,
    `select ${columns.join(', ')} from (values (1)) as one (n) left join mapped on one.n = 0`,
  );
  return { name: `${name}_types`, queryString: sql, token: tokenOf(token, sql) };
}
