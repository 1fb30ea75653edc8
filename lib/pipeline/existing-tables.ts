import type { Configuration } from '#lib/config/configuration.ts';
import { RunRequestError } from './run-request.ts';

/** The source's rows as a table of the catalogue, `database.table`; nothing for files. */
export const existingTableOf = (table: string | undefined): { readonly existing?: string } =>
  table === undefined ? {} : { existing: table.replace(/^awsdatacatalog\./, '') };

/** This machine reads files: only Athena reads what an account's catalogue names. Throws `RunRequestError`. */
export function refuseExistingTables({ sources }: Pick<Configuration, 'sources'>): void {
  for (const [name, source] of Object.entries(sources)) {
    if (source.table === undefined) continue;
    throw new RunRequestError(
      `sources.${name}.table: ${source.table} is in an account's catalogue, which only a deployed run reads; deploy the configuration, or say files: here, such as an export of the table to Parquet`,
    );
  }
}
