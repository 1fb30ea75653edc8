import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { sqlName, sqlText } from '#lib/intake/landing/sql-text.ts';
import { type FileEngine, openFileEngine } from './duckdb-files.ts';
import { APART, isParquet, type ScanRules, scanObject, valuePiece } from './scan-object.ts';
import type { Finding, ScanReceipt } from './scan-receipt.ts';
import { unpackedBytes } from './unpacked-bytes.ts';

export interface FolderScan extends ScanRules {
  readonly store: string;
  readonly folder: string;
  readonly memoryLimitMb: number;
}

/** Reads every file below a folder whatever its name says: names, bytes, what is packed in them, values of Parquet. */
export async function scanFolder(scan: FolderScan): Promise<ScanReceipt> {
  const { store, folder, memoryLimitMb } = scan;
  const paths = await filesBelow(folder);
  const engine = await openFileEngine({ memoryLimitMb, folder });
  try {
    const found: Finding[] = [];
    let bytes = 0;
    for (const path of paths) {
      bytes += (await stat(path)).size;
      found.push(...(await scanFile(engine, scan, path)));
    }
    return { store, objects: paths.length, bytes, found };
  } finally {
    await engine.close();
  }
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();
}

const scanFile = (engine: FileEngine, scan: FolderScan, path: string): Promise<Finding[]> =>
  scanObject(scan, relative(scan.folder, path), piecesOf(engine, path));

async function* piecesOf(engine: FileEngine, path: string): AsyncGenerator<Uint8Array | string> {
  const body = await readFile(path);
  for (const bytes of unpackedBytes(body)) {
    yield bytes;
    yield APART;
  }
  if (isParquet(body)) yield* parquetValues(engine, path);
}

/** Every value of a Parquet file once; times and truth values are of nobody. */
async function* parquetValues(engine: FileEngine, path: string): AsyncGenerator<string> {
  const rows = `read_parquet(${sqlText(path)})`;
  const columns = await engine.rows(
    `select column_name as name from (describe select * from ${rows})
     where column_type not like 'TIMESTAMP%' and column_type not in ('DATE', 'BOOLEAN')`,
  );
  for (const { name } of columns) {
    const sql = `select distinct cast(${sqlName(String(name))} as varchar) as value from ${rows}`;
    for await (const value of engine.texts(sql)) yield valuePiece(value);
  }
}
