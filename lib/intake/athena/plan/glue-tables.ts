import {
  AlreadyExistsException,
  CreateTableCommand,
  DeleteTableCommand,
  EntityNotFoundException,
  type GlueClient,
  paginateGetTables,
  type TableInput,
  UpdateTableCommand,
} from '@aws-sdk/client-glue';
import type { StagedTable } from './staged-table.ts';

const FORMATS = {
  text: {
    InputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
    OutputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
    SerdeInfo: {
      SerializationLibrary: 'org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe',
      Parameters: {
        'field.delim': '\u0001',
        'serialization.format': '\u0001',
        'serialization.null.format': '',
      },
    },
  },
  parquet: {
    InputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
    OutputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat',
    SerdeInfo: {
      SerializationLibrary: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe',
    },
  },
} as const;

/** What the catalogue is told of a table over staged copies. */
export const tableInput = ({ name, location, format, columns }: StagedTable): TableInput => ({
  Name: name,
  TableType: 'EXTERNAL_TABLE',
  Parameters: { EXTERNAL: 'TRUE', classification: format === 'text' ? 'csv' : 'parquet' },
  StorageDescriptor: {
    Location: location,
    Columns: columns.map(({ name: Name, type: Type }) => ({ Name, Type })),
    ...FORMATS[format],
  },
});

/** Makes the tables; one that is there already was made by the same step before. */
export async function createTables(
  glue: GlueClient,
  database: string,
  tables: readonly StagedTable[],
): Promise<void> {
  for (const table of tables) {
    const command = new CreateTableCommand({
      DatabaseName: database,
      TableInput: tableInput(table),
    });
    await glue.send(command).catch((error: unknown) => {
      if (!(error instanceof AlreadyExistsException)) throw error;
    });
  }
}

/** Makes the table, or lets the one of its name read other files from now on. */
export async function replaceTable(
  glue: GlueClient,
  database: string,
  table: StagedTable,
): Promise<void> {
  const command = new UpdateTableCommand({
    DatabaseName: database,
    TableInput: tableInput(table),
    SkipArchive: true,
  });
  await glue.send(command).catch(async (error: unknown) => {
    if (!(error instanceof EntityNotFoundException)) throw error;
    await createTables(glue, database, [table]);
  });
}

/** Takes every table whose name begins so out of the catalogue; files go by their lifecycle. */
export async function dropTables(
  glue: GlueClient,
  { database, prefix }: { readonly database: string; readonly prefix: string },
): Promise<number> {
  const names: string[] = [];
  const pages = paginateGetTables(
    { client: glue },
    { DatabaseName: database, Expression: `${prefix}*` },
  );
  for await (const { TableList = [] } of pages)
    names.push(...TableList.flatMap(({ Name }) => (Name?.startsWith(prefix) ? [Name] : [])));
  for (const Name of names) {
    const command = new DeleteTableCommand({ DatabaseName: database, Name });
    await glue.send(command).catch((error: unknown) => {
      if (!(error instanceof EntityNotFoundException)) throw error;
    });
  }
  return names.length;
}
