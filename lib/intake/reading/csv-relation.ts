import { join } from 'node:path';
import type { ByteSource } from '../bytes/decoded-bytes.ts';
import type { DeliveredFile } from '../bytes/file-kind.ts';
import { needsRepair, writeRepaired } from '../bytes/repair-copy.ts';
import { type CsvFacts, scanCsv } from '../bytes/scan-csv.ts';
import { IntakeError } from '../intake-error.ts';
import { sqlText } from '../landing/sql-text.ts';
import type { SourceSpec } from '../source-spec.ts';
import type { CheckedFile } from './file-relation.ts';

/**
 * Checks the bytes of a CSV file and describes it as a relation of text.
 * @param workDirectory where a readable copy goes if the engine cannot read the file as it is.
 */
export async function csvRelation(
  file: DeliveredFile,
  spec: SourceSpec,
  workDirectory: string,
): Promise<CheckedFile> {
  const delimiter = spec.delimiter ?? ',';
  const source: ByteSource = {
    path: file.path,
    name: file.name,
    gzip: file.kind === 'csv.gz',
    encoding: declaredEncoding(file.name, spec.encoding),
  };
  const facts = await scanCsv(source, delimiter);
  const { sha256, bytes, rows } = facts;
  return {
    name: file.name,
    file: { name: file.name, sha256, bytes, rows, kind: file.kind },
    rows,
    relation: await readableRelation(source, facts, { delimiter, workDirectory }),
    columns: facts.header.map((name, index) => ({
      name,
      type: 'VARCHAR',
      expression: `c${index}`,
    })),
    defects: facts.defects,
    lineJumps: facts.lineJumps,
  };
}

async function readableRelation(
  source: ByteSource,
  facts: CsvFacts,
  { delimiter, workDirectory }: { readonly delimiter: string; readonly workDirectory: string },
): Promise<string> {
  if (!needsRepair(source, facts)) return readCsv(source, facts, delimiter);
  const path = join(workDirectory, `${facts.sha256}.csv`);
  await writeRepaired(source, facts, { path, delimiter });
  return readCsv({ path, gzip: false }, facts, delimiter);
}

/**
 * Nothing is guessed but the line end, of which the scan found one kind only (saying '\\r\\n' reads no rows, DuckDB
 * 1.5): every option is said, columns go by position, and a bad line is an error.
 */
function readCsv(
  { path, gzip }: { readonly path: string; readonly gzip: boolean },
  { header }: CsvFacts,
  delimiter: string,
): string {
  const columns = header.map((_, index) => `'c${index}': 'VARCHAR'`).join(', ');
  return `read_csv(${sqlText(path)}, columns = {${columns}}, auto_detect = false, header = true,
    delim = ${sqlText(delimiter)}, quote = '"', escape = '"',
    strict_mode = true, null_padding = false, ignore_errors = false, encoding = 'utf-8',
    compression = '${gzip ? 'gzip' : 'none'}')`;
}

function declaredEncoding(file: string, encoding: string | undefined): string | null {
  if (encoding === undefined) return null;
  try {
    const label = new TextDecoder(encoding).encoding;
    return label === 'utf-8' ? null : label;
  } catch {
    const hint = `"${encoding}" is no character set; use utf-8, windows-1252 or utf-16le`;
    throw new IntakeError('ENCODING_UNKNOWN', { file }, hint);
  }
}
