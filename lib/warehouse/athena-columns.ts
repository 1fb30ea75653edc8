import { type AthenaClient, GetQueryResultsCommand } from '@aws-sdk/client-athena';

/** Names of a finished query's columns, in order. */
export async function resultColumns(athena: AthenaClient, id: string): Promise<string[]> {
  const command = new GetQueryResultsCommand({ QueryExecutionId: id, MaxResults: 1 });
  const { ResultSet } = await athena.send(command);
  return (ResultSet?.ResultSetMetadata?.ColumnInfo ?? []).map(({ Name = '' }) => Name);
}
