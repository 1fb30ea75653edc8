/** Value types of the data contract: what a delivered value must be before it is landed. */
export type ColumnType =
  | 'id'
  | 'code'
  | 'str'
  | 'ccy'
  | 'enum'
  | 'money'
  | 'rate'
  | 'num'
  | 'pct'
  | 'int'
  | 'bool'
  | 'ts'
  | 'date'
  | 'list'
  | 'map';

/** Class of a column in the data map: who may read it for which purpose follows from it. */
export type DataClass = 'identifier' | 'quasi' | 'behavioural' | 'freeText' | 'money' | 'none';

/** `derived`: may be left out, and is then worked out at landing. */
export type Requirement = 'required' | 'optional' | 'derived';

/** One column of a delivered table. */
export interface ColumnContract {
  readonly name: string;
  readonly type: ColumnType;
  readonly required: Requirement;
  /** The closed list of an `enum` column. */
  readonly values?: readonly string[];
  readonly class: DataClass;
  /** The column names a person, so an erasure removes the row by it. */
  readonly personal?: true;
  /** The column must be delivered, a single value may be missing (a guest order has no customer). */
  readonly nullable?: true;
  /** The amount may be negative. */
  readonly signed?: true;
}

/** One delivered table: what a row is, what identifies it, and its columns in landing order. */
export interface TableContract {
  readonly name: string;
  readonly grain: string;
  /** One row per key and `updated_at`. Missing key parts are equal to each other. */
  readonly key: readonly string[];
  readonly columns: readonly ColumnContract[];
  /** When the thing happened. Drives the watermark and must not lie in the future. */
  readonly eventTime?: string;
  /** Each group needs at least one of its columns, in the header and in every row. */
  readonly anyOf?: readonly (readonly string[])[];
}

type TypeOrValues = Exclude<ColumnType, 'enum'> | readonly string[];

/** A column that every delivery must have. A list of values makes it an `enum`. */
export const required = (
  name: string,
  type: TypeOrValues,
  dataClass: DataClass,
): ColumnContract => ({
  name,
  ...typeOf(type),
  required: 'required',
  class: dataClass,
});

/** A column that unlocks more when it is delivered. */
export const optional = (
  name: string,
  type: TypeOrValues,
  dataClass: DataClass,
): ColumnContract => ({
  ...required(name, type, dataClass),
  required: 'optional',
});

/** A column that landing works out when it is not delivered. */
export const derived = (
  name: string,
  type: TypeOrValues,
  dataClass: DataClass,
): ColumnContract => ({
  ...required(name, type, dataClass),
  required: 'derived',
});

/** Marks the column that says which person a row is about. */
export const person = (column: ColumnContract): ColumnContract => ({ ...column, personal: true });

/** Marks a column that must be delivered but may be empty in a row. */
export const nullable = (column: ColumnContract): ColumnContract => ({ ...column, nullable: true });

/** Marks an amount that may be negative. */
export const signed = (column: ColumnContract): ColumnContract => ({ ...column, signed: true });

/** The columns every table has beside its own; none of them has to be delivered. */
export const STANDARD_COLUMNS: readonly ColumnContract[] = [
  derived('source', 'str', 'none'),
  derived('updated_at', 'ts', 'none'),
  derived('ingested_at', 'ts', 'none'),
  derived('op', ['upsert', 'delete'], 'none'),
];

function typeOf(type: TypeOrValues): Pick<ColumnContract, 'type' | 'values'> {
  return typeof type === 'string' ? { type } : { type: 'enum', values: type };
}
