import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { type Compressors, parquetMetadata, parquetRead } from 'hyparquet';

/** Snappy is built in; a file that is packed otherwise is not read, and whoever scans it fails. */
const COMPRESSORS: Compressors = {
  GZIP: (input) => gunzipSync(input),
  BROTLI: (input) => brotliDecompressSync(input),
};

/** Every value of a Parquet file once a column, as text. Throws where a page cannot be read. */
export async function* parquetValues(body: Uint8Array): AsyncGenerator<string> {
  const bytes = new Uint8Array(body).buffer;
  const file = {
    byteLength: bytes.byteLength,
    slice: (start: number, end?: number) => bytes.slice(start, end),
  };
  const metadata = parquetMetadata(bytes);
  const columns = new Set(
    metadata.row_groups.flatMap(({ columns: chunks }) =>
      chunks.flatMap(({ meta_data }) => meta_data?.path_in_schema[0] ?? []),
    ),
  );
  for (const column of columns) {
    const values = new Set<string>();
    await parquetRead({
      file,
      metadata,
      columns: [column],
      compressors: COMPRESSORS,
      onChunk: ({ columnData }) => {
        for (const value of columnData) values.add(textOf(value));
      },
      onComplete: () => {},
    });
    yield* values;
  }
}

/** Decimals come as numbers: four places are what the contract has. */
const textOf = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && !Number.isInteger(value)) return value.toFixed(4);
  return JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? String(one) : one));
};
