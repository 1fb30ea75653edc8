import type { ColumnContract, TableContract } from '#lib/contract/column.ts';
import type { TableName } from '#lib/contract/tables.ts';

/** A table on its way through the statements: what was delivered, and how SQL names each step. */
export interface TableSteps {
  readonly name: TableName;
  readonly table: TableContract;
  /** Contract columns that were delivered. */
  readonly columns: readonly ColumnContract[];
  /** Load time, ISO 8601 in UTC. */
  readonly loadedAt: string;
  readonly typed: string;
  readonly spelled: string;
  readonly repeats: string;
  readonly aside: string;
  readonly landed: string;
}

/** The columns whose values name groups: their spellings are made one. */
export const codeColumns = ({ table, columns }: TableSteps): readonly string[] =>
  table.columns.flatMap(({ name, type }) =>
    type === 'code' && columns.some((column) => column.name === name) ? [name] : [],
  );

/** The delivered amounts, in the order of the contract. */
export const moneyColumns = ({ table, columns }: TableSteps): readonly string[] =>
  table.columns.flatMap(({ name, type }) =>
    type === 'money' && columns.some((column) => column.name === name) ? [name] : [],
  );

/** The amount a row is about: the first required one. */
export const mainAmount = ({ table, columns }: TableSteps): string | null =>
  table.columns.find(
    ({ name, type, required }) =>
      type === 'money' && required === 'required' && columns.some((column) => column.name === name),
  )?.name ?? null;

export const isDelivered = ({ columns }: TableSteps, name: string): boolean =>
  columns.some((column) => column.name === name);
