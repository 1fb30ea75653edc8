import { join } from 'node:path';
import { tableContract } from '#lib/contract/tables.ts';
import { declaredEncoding } from '../bytes/declared-encoding.ts';
import type { ByteSource } from '../bytes/decoded-bytes.ts';
import type { DeliveredFile } from '../bytes/file-kind.ts';
import { needsRepair, writeCutRows, writeRepaired } from '../bytes/repair-copy.ts';
import { type CsvFacts, scanCsv } from '../bytes/scan-csv.ts';
import { plainRows } from '../plain/plain-rows.ts';
import type { SourceSpec } from '../source-spec.ts';
import { type CsvSource, csvRows } from './csv-sql.ts';
import type { CheckedFile, PlainRelation } from './file-relation.ts';
import { plainReading } from './plain-reading.ts';

/**
 * Checks the bytes of a CSV file and describes it as a relation of text.
 * @param workDirectory where readable copies go if the engine is not to read the file as it is.
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
  const reading = (header: readonly string[]) =>
    plainReading(file.name, header, { spec, table: tableContract(spec.table) });
  const facts = await scanCsv(source, delimiter, (header, lineEnd) => {
    const plain = reading(header);
    if (plain === null || lineEnd === '\r') return null;
    return plainRows(plain.fields, { delimiter: delimiter.charCodeAt(0), lineEnd });
  });
  const { sha256, bytes, rows } = facts;
  const place = { delimiter, workDirectory };
  const csv = await readableCsv(source, facts, place);
  return {
    name: file.name,
    file: { name: file.name, sha256, bytes, rows, kind: file.kind },
    rows,
    relation: csvRows([csv.path], csv.layout),
    csv,
    columns: facts.header.map((name, index) => ({
      name,
      type: 'VARCHAR',
      expression: `c${index}`,
    })),
    defects: facts.defects,
    lineJumps: facts.lineJumps,
    plain: await plainRelation(source, facts, {
      ...place,
      columns: reading(facts.header)?.columns ?? new Set(),
    }),
  };
}

interface CopyPlace {
  readonly delimiter: string;
  readonly workDirectory: string;
}

/** The file itself, or a copy that the engine can read. */
async function readableCsv(
  source: ByteSource,
  facts: CsvFacts,
  { delimiter, workDirectory }: CopyPlace,
): Promise<CsvSource> {
  const layout = { columns: textColumns(facts), delimiter, gzip: false };
  if (!needsRepair(source, facts)) {
    return { path: source.path, layout: { ...layout, gzip: source.gzip } };
  }
  const path = join(workDirectory, `${facts.sha256}.csv`);
  await writeRepaired(source, facts, { path, delimiter });
  return { path, layout };
}

async function plainRelation(
  source: ByteSource,
  facts: CsvFacts,
  { columns, delimiter, workDirectory }: CopyPlace & { readonly columns: ReadonlySet<string> },
): Promise<PlainRelation | null> {
  if (facts.unplain === null) return null;
  const rows = facts.unplain.length;
  if (rows === 0) return { columns, others: null };
  const path = join(workDirectory, `${facts.sha256}.others.csv`);
  await writeCutRows(source, facts, { path, delimiter });
  const others = { _row: 'BIGINT', ...textColumns(facts) };
  const relation = csvRows([path], { columns: others, delimiter, gzip: false });
  return { columns, others: { relation, rows } };
}

const textColumns = ({ header }: CsvFacts): Record<string, string> =>
  Object.fromEntries(header.map((_, index) => [`c${index}`, 'VARCHAR']));
