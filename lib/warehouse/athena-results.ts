import { type AthenaClient, type ColumnInfo, GetQueryResultsCommand } from '@aws-sdk/client-athena';
import { csvRows, ResultError } from './athena-csv.ts';
import type { FinishedExecution } from './athena-execution.ts';
import { type ReadValue, valueReader } from './athena-values.ts';

export interface ResultSource {
  readonly athena: AthenaClient;
  /** Bytes of the object at an `s3://` address. */
  readonly readObject: (address: string) => AsyncIterable<Uint8Array>;
}

interface Column {
  readonly name: string;
  readonly read: ReadValue;
}

type Texts = readonly (string | null)[];

/** Rows that one page of the service holds, the row of column names included. */
const PAGE = 1_000;

/** Rows of a finished query, parsed one by one: from the service while they fit one page, else from the result object. */
export async function readRows<Row>(
  { athena, readObject }: ResultSource,
  { id, output }: FinishedExecution,
  parseRow: (row: unknown) => Row,
): Promise<Row[]> {
  const request = { QueryExecutionId: id, MaxResults: PAGE };
  const { ResultSet, NextToken } = await athena.send(new GetQueryResultsCommand(request));
  const columns = (ResultSet?.ResultSetMetadata?.ColumnInfo ?? []).map(columnOf);
  const parse = (texts: Texts) => {
    const row = record(columns, texts);
    try {
      return parseRow(row);
    } catch (cause) {
      throw new ResultError('a row is not what the query promises', { cause });
    }
  };
  if (NextToken !== undefined) return parseObject(csvRows(readObject(output)), columns, parse);
  const page = (ResultSet?.Rows ?? []).map(({ Data = [] }) =>
    Data.map(({ VarCharValue }) => VarCharValue ?? null),
  );
  return page.slice(1).map(parse);
}

async function parseObject<Row>(
  texts: AsyncIterable<Texts>,
  columns: readonly Column[],
  parse: (texts: Texts) => Row,
): Promise<Row[]> {
  const rows: Row[] = [];
  let isHeader = true;
  for await (const row of texts) {
    if (!isHeader) rows.push(parse(row));
    else if (row.join() !== columns.map(({ name }) => name).join())
      throw new ResultError('the result object has other columns than the query');
    isHeader = false;
  }
  return rows;
}

const columnOf = ({ Name = '', Type = '' }: ColumnInfo): Column => ({
  name: Name,
  read: valueReader(Type),
});

function record(columns: readonly Column[], texts: Texts): Readonly<Record<string, unknown>> {
  if (texts.length !== columns.length)
    throw new ResultError(`a row has ${texts.length} values for ${columns.length} columns`);
  const values = columns.map(({ name, read }, i) => {
    const text = texts[i] ?? null;
    return [name, text === null ? null : read(text)];
  });
  return Object.fromEntries(values);
}
