import { open } from 'node:fs/promises';
import type { DeliveredFile } from '../bytes/file-kind.ts';
import { fileSha256 } from '../bytes/file-sha256.ts';
import { IntakeError } from '../intake-error.ts';
import type { DuckdbSession } from '../landing/duckdb-session.ts';
import { sqlName, sqlText } from '../landing/sql-text.ts';
import type { CheckedFile } from './file-relation.ts';

const MAX_FOOTER_BYTES = 16 * 2 ** 20;
const MAX_COLUMNS = 1000;
const MAX_ROW_GROUPS = 100_000;

/** Checks a Parquet file's frame, footer and types. Throws `IntakeError`. */
export async function parquetRelation(
  file: DeliveredFile,
  session: DuckdbSession,
): Promise<CheckedFile> {
  const place = { file: file.name };
  await refuseBadFrame(file);
  const sha256 = await fileSha256(file.path);
  const source = sqlText(file.path);
  const [facts] = await session
    .rows(`select num_rows, num_row_groups from parquet_file_metadata(${source})`)
    .catch(() => {
      throw new IntakeError(
        'PARQUET_DAMAGED',
        place,
        'its footer cannot be read; deliver it again',
      );
    });
  if (Number(facts?.['num_row_groups']) > MAX_ROW_GROUPS) {
    throw new IntakeError(
      'PARQUET_CAPS',
      place,
      `more than ${MAX_ROW_GROUPS} row groups; rewrite it`,
    );
  }
  await refuseOldTimestamps(file, session);
  const described = await session.rows(`describe select * from read_parquet(${source})`);
  if (described.length > MAX_COLUMNS) {
    throw new IntakeError('TOO_MANY_COLUMNS', place, `more than ${MAX_COLUMNS} columns`);
  }
  const { name, bytes } = file;
  const rows = Number(facts?.['num_rows']);
  return {
    name,
    file: { name, sha256, bytes, rows, kind: 'parquet' },
    rows,
    relation: `read_parquet(${source})`,
    columns: described.map((column) => ({
      name: String(column['column_name']),
      type: String(column['column_type']).toUpperCase(),
      expression: sqlName(String(column['column_name'])),
    })),
    defects: [],
    lineJumps: null,
    csv: null,
    plain: null,
  };
}

/** A Parquet file begins and ends with its mark, and the footer's length fits between. */
async function refuseBadFrame({ path, name, bytes }: DeliveredFile): Promise<void> {
  const handle = await open(path);
  try {
    const { buffer } = await handle.read(Buffer.alloc(8), 0, 8, Math.max(0, bytes - 8));
    const footer = buffer.readUInt32LE(0);
    const marked = buffer.subarray(4).toString('latin1') === 'PAR1';
    if (marked && bytes > 12 && footer <= Math.min(bytes - 12, MAX_FOOTER_BYTES)) return;
    const hint = 'the file is cut, encrypted or has an impossible footer; deliver it again';
    throw new IntakeError('PARQUET_DAMAGED', { file: name }, hint);
  } finally {
    await handle.close();
  }
}

async function refuseOldTimestamps(file: DeliveredFile, session: DuckdbSession): Promise<void> {
  const [old] = await session.rows(
    `select name from parquet_schema(${sqlText(file.path)}) where type = 'INT96' limit 1`,
  );
  if (old === undefined) return;
  const hint =
    'an INT96 timestamp, whose zone nobody knows; write it as TIMESTAMP (microseconds, UTC)';
  throw new IntakeError('COLUMN_TYPE', { file: file.name, column: String(old['name']) }, hint);
}
