import * as z from 'zod';

/** Where statements go. */
export interface TrinoSession {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  readonly catalog: string;
  readonly schema: string;
}

/** A Trino and the folder that `local:///` stands for. */
export interface LandingTrino {
  readonly session: TrinoSession;
  readonly data: string;
}

/** A finished statement: column names, rows as the protocol gives them (64-bit integers as text), and what it cost. */
export interface TrinoResult {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly unknown[])[];
  readonly seconds: number;
  readonly queryId: string;
  readonly scannedBytes: number;
}

/** A statement that Trino refused or could not finish. The text may quote a value: for tests only. */
export class TrinoError extends Error {
  override readonly name = 'TrinoError';
}

const pageSchema = z.object({
  id: z.string(),
  nextUri: z.string().optional(),
  columns: z.array(z.object({ name: z.string(), type: z.string() })).optional(),
  data: z.array(z.array(z.unknown())).optional(),
  stats: z.object({ physicalInputBytes: z.number().default(0) }),
  error: z.object({ errorName: z.string(), message: z.string() }).optional(),
});
type Page = z.output<typeof pageSchema>;

/** Runs one statement through `/v1/statement` to its end. Throws `TrinoError`. */
export async function runOnTrino(
  session: TrinoSession,
  sql: string,
  signal?: AbortSignal,
): Promise<TrinoResult> {
  const begin = performance.now();
  const rows: unknown[][] = [];
  let columns: TrinoResult['columns'] = [];
  let queryId = '';
  let scannedBytes = 0;
  for await (const page of pages(session, sql, signal)) {
    if (page.error) throw new TrinoError(`${page.error.errorName}: ${page.error.message}`);
    for (const row of page.data ?? []) rows.push(row);
    columns = page.columns ?? columns;
    queryId = page.id;
    scannedBytes = page.stats.physicalInputBytes;
  }
  return { columns, rows, seconds: (performance.now() - begin) / 1000, queryId, scannedBytes };
}

async function* pages(
  session: TrinoSession,
  body: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<Page> {
  const headers = {
    'X-Trino-User': 'tenure',
    'X-Trino-Catalog': session.catalog,
    'X-Trino-Schema': session.schema,
    'X-Trino-Time-Zone': 'UTC',
  };
  let page = await pageOf(`${session.url}/v1/statement`, { method: 'POST', headers, body });
  yield page;
  while (page.nextUri !== undefined) {
    if (signal?.aborted) await stop(page.nextUri, headers);
    page = await pageOf(page.nextUri, { headers });
    yield page;
  }
}

async function stop(uri: string, headers: Readonly<Record<string, string>>): Promise<never> {
  await fetch(uri, { method: 'DELETE', headers });
  throw new TrinoError('USER_CANCELED: stopped');
}

async function pageOf(url: string, request: RequestInit): Promise<Page> {
  const response = await fetch(url, request);
  const text = await response.text();
  if (!response.ok) throw new TrinoError(`HTTP ${response.status}: ${text.slice(0, 200)}`);
  return pageSchema.parse(JSON.parse(withExactIntegers(text)));
}

const TEXT_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Puts integers that a double cannot hold in quotes; text is left alone. */
const withExactIntegers = (json: string): string =>
  json.replace(TEXT_OR_NUMBER, (token) => (/^-?\d{16,}$/.test(token) ? `"${token}"` : token));

/** A statement with its values, each an SQL literal, in the order of its question marks. */
export const withValues = (sql: string, values: readonly string[]): string =>
  values.length === 0
    ? sql
    : `execute immediate '${sql.replaceAll("'", "''")}' using ${values.join(', ')}`;

/** Rows by column name. */
export const recordsOf = ({ columns, rows }: TrinoResult): Record<string, unknown>[] =>
  rows.map((row) => Object.fromEntries(columns.map(({ name }, at) => [name, row[at]])));
