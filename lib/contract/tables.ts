import { ACQUISITION_TABLES } from './acquisition.ts';
import { type ColumnContract, STANDARD_COLUMNS, type TableContract } from './column.ts';
import { CONTRACT_TABLES } from './contracts.ts';
import { CUSTOMER_TABLES } from './customers.ts';
import { FINANCE_TABLES } from './finance.ts';
import { SALES_TABLES } from './sales.ts';
import { VOICE_TABLES } from './voice.ts';

const TABLES = {
  ...SALES_TABLES,
  ...CUSTOMER_TABLES,
  ...ACQUISITION_TABLES,
  ...CONTRACT_TABLES,
  ...VOICE_TABLES,
  ...FINANCE_TABLES,
} as const;

/** Name of a table a company may deliver. */
export type TableName = keyof typeof TABLES;

const CONTRACTS: Readonly<Record<TableName, TableContract>> = TABLES;

/** Every table name, in the order of the contract. */
export const TABLE_NAMES: readonly TableName[] = Object.values(TABLES).map((table) => table.name);

/** Whether a word names a table of the contract. */
export const isTableName = (word: string): word is TableName => Object.hasOwn(TABLES, word);

/** The contract of one table. */
export const tableContract = (name: TableName): TableContract => CONTRACTS[name];

/** All columns of a landed table: its own, then the standard ones. */
export const landedColumns = (name: TableName): readonly ColumnContract[] => [
  ...CONTRACTS[name].columns,
  ...STANDARD_COLUMNS,
];
