import type { ShapeDefect } from '../bytes/csv-shape.ts';
import type { LandedFile } from '../snapshot.ts';
import type { CsvSource } from './csv-sql.ts';
import type { SupplierManifest } from './supplier-manifest.ts';

/** A delivered column as SQL sees it. */
export interface SourceColumn {
  readonly name: string;
  /** SQL type in upper case; `VARCHAR` for everything in a CSV file. */
  readonly type: string;
  readonly expression: string;
}

/** Delivered rows, ready to be read by SQL. */
export interface SourceRelation {
  /** Name of the file or mapping, for messages. */
  readonly name: string;
  /** SQL of the relation. */
  readonly relation: string;
  /** The file that the relation reads, where others like it may be read with it. */
  readonly csv: CsvSource | null;
  readonly columns: readonly SourceColumn[];
  /** Rows that SQL must find; null where only SQL can count them. */
  readonly rows: number | null;
  /** Rows that SQL sees as empty because their shape is wrong. */
  readonly defects: readonly ShapeDefect[];
  /** For line numbers; null for rows without lines. */
  readonly lineJumps: readonly (readonly [number, number])[] | null;
  /** What the bytes say of the rows' texts; null where nobody looked or too few are plain. */
  readonly plain: PlainRelation | null;
}

/** A relation whose rows are plain but for some, which are empty in it. */
export interface PlainRelation {
  /** Contract columns whose texts are of their plain form. */
  readonly columns: ReadonlySet<string>;
  readonly others: OtherRows | null;
}

/** The rows that are not plain: a relation of the same columns and `_row`, their ordinal. */
export interface OtherRows {
  readonly relation: string;
  readonly rows: number;
}

/** A delivered file whose bytes were checked. */
export interface CheckedFile extends SourceRelation {
  readonly file: LandedFile;
}

/** A checked file that is what its supplier says of it, if anything. */
export interface FileRelation extends CheckedFile {
  readonly manifest: SupplierManifest | null;
}
