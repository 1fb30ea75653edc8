import { type DuckDBMaterializedResult, JsonDuckDBValueConverter } from '@duckdb/node-api';

/** Parses a result chunk by chunk, so that rows as the engine gives them never stand in memory all at once. */
export function parsedRows<Row>(
  result: DuckDBMaterializedResult,
  parseRow: (row: unknown) => Row,
): Row[] {
  const names = result.deduplicatedColumnNames();
  const rows: Row[] = [];
  const chunks = result.chunkCount;
  for (let i = 0; i < chunks; i += 1) {
    const chunk = result.getChunk(i);
    const columns = chunk.convertColumns(plainValue);
    const size = chunk.rowCount;
    for (let at = 0; at < size; at += 1) {
      const row: Record<string, unknown> = {};
      for (const [column, name] of names.entries()) row[name] = columns[column]?.[at];
      rows.push(parseRow(row));
    }
  }
  return rows;
}

/** Most values as they are; numbers that JSON does not hold, wide integers, decimals and times as text. */
const plainValue: typeof JsonDuckDBValueConverter = (value, type, converter) => {
  const isPlain =
    typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value));
  return isPlain ? value : JsonDuckDBValueConverter(value, type, converter);
};
