import {
  type FileMetaData,
  type LogicalType,
  parquetSchema,
  type SchemaElement,
  type SchemaTree,
} from 'hyparquet';

/** A column of a Parquet file. */
export interface ParquetColumn {
  readonly name: string;
  /** As DuckDB spells it, for messages and for what it may become. */
  readonly type: string;
  /** Type of the catalogue's column that reads it; null where none does. */
  readonly hiveType: string | null;
}

/** The top columns of a Parquet file, in file order. */
export const parquetColumns = (metadata: FileMetaData): ParquetColumn[] =>
  parquetSchema(metadata).children.map((column) => ({
    name: column.element.name,
    ...typesOf(column),
  }));

type Types = Pick<ParquetColumn, 'type' | 'hiveType'>;

function typesOf(column: SchemaTree): Types {
  if (column.children.length > 0) return nestedTypes(column);
  if (column.element.repetition_type === 'REPEATED') return { type: 'LIST', hiveType: null };
  const { element } = column;
  return element.logical_type === undefined
    ? convertedTypes(element)
    : logicalTypes(element.logical_type);
}

const types = (type: string, hiveType: string | null = null): Types => ({ type, hiveType });

function nestedTypes({ element, children }: SchemaTree): Types {
  const kind = element.logical_type?.type ?? element.converted_type;
  const texts = leaves(children).every((leaf) => typesOf(leaf).type === 'VARCHAR');
  const flat =
    children.length === 1 && children[0]?.children.every((leaf) => leaf.children.length === 0);
  if (!texts || flat !== true) return types('STRUCT');
  if (kind === 'LIST') return types('VARCHAR[]', 'array<string>');
  return kind === 'MAP' || kind === 'MAP_KEY_VALUE'
    ? types('MAP(VARCHAR, VARCHAR)', 'map<string,string>')
    : types('STRUCT');
}

const leaves = (columns: readonly SchemaTree[]): SchemaTree[] =>
  columns.flatMap((column) => (column.children.length === 0 ? [column] : leaves(column.children)));

function logicalTypes(logical: LogicalType): Types {
  switch (logical.type) {
    case 'STRING':
    case 'ENUM':
      return types('VARCHAR', 'string');
    case 'DATE':
      return types('DATE', 'date');
    case 'DECIMAL':
      return decimalTypes(logical.precision, logical.scale);
    case 'TIMESTAMP':
      return timestampTypes(logical.isAdjustedToUTC, logical.unit);
    case 'INTEGER':
      return integerTypes(logical.bitWidth, logical.isSigned);
    default:
      return types(logical.type);
  }
}

const decimalTypes = (precision: number, scale: number): Types =>
  types(`DECIMAL(${precision},${scale})`, precision > 38 ? null : `decimal(${precision},${scale})`);

function timestampTypes(utc: boolean, unit: string): Types {
  if (utc) return types('TIMESTAMP WITH TIME ZONE', 'timestamp');
  return types(unit === 'NANOS' ? 'TIMESTAMP_NS' : 'TIMESTAMP', 'timestamp');
}

const SIGNED: Readonly<Record<number, Types>> = {
  8: types('TINYINT', 'tinyint'),
  16: types('SMALLINT', 'smallint'),
  32: types('INTEGER', 'int'),
  64: types('BIGINT', 'bigint'),
};

/** The engine takes large unsigned numbers for negative ones. */
const UNSIGNED: Readonly<Record<number, Types>> = {
  8: types('UTINYINT', 'smallint'),
  16: types('USMALLINT', 'int'),
  32: types('UINTEGER'),
  64: types('UBIGINT'),
};

const integerTypes = (bits: number, signed: boolean): Types =>
  (signed ? SIGNED : UNSIGNED)[bits] ?? types('INTEGER');

function convertedTypes(element: SchemaElement): Types {
  const { converted_type: converted, precision = 0, scale = 0 } = element;
  const integer = /^(U?)INT_(8|16|32|64)$/.exec(converted ?? '');
  if (integer !== null) return integerTypes(Number(integer[2]), integer[1] === '');
  switch (converted) {
    case 'UTF8':
    case 'ENUM':
      return types('VARCHAR', 'string');
    case 'DATE':
      return types('DATE', 'date');
    case 'DECIMAL':
      return decimalTypes(precision, scale);
    case 'TIMESTAMP_MILLIS':
    case 'TIMESTAMP_MICROS':
      return types('TIMESTAMP', 'timestamp');
    case undefined:
      return PHYSICAL[element.type ?? ''] ?? types('BLOB');
    default:
      return types(converted);
  }
}

const PHYSICAL: Readonly<Record<string, Types>> = {
  BOOLEAN: types('BOOLEAN', 'boolean'),
  INT32: types('INTEGER', 'int'),
  INT64: types('BIGINT', 'bigint'),
  FLOAT: types('FLOAT', 'float'),
  DOUBLE: types('DOUBLE', 'double'),
};
