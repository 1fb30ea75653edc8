import type { TableName } from '#lib/contract/tables.ts';
import type { SuppliedCalendar } from '#lib/units/calendar.ts';

/** A row that was set aside. The value is never kept; its hash tells a repeat from a new defect. */
export interface Reject {
  readonly file: string;
  /** Line of the file where the row begins, counted from 1; null for rows of a `sql` mapping. */
  readonly line: number | null;
  readonly column: string | null;
  readonly reason: string;
  readonly valueHash: string | null;
}

/** One delivered file. `rows` are data rows; `rejected` of them were set aside. */
export interface LandedFile {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly rows: number;
  readonly kind: 'csv' | 'csv.gz' | 'parquet';
}

/** A table of the catalogue among the delivered files: its hash is that of its rows, and it has no bytes. */
export interface DeliveredTable extends Omit<LandedFile, 'kind'> {
  readonly kind: 'table';
}

/** Sums of one money column in one currency, as exact decimals: delivered = accepted + quarantined + duplicates. */
export interface AmountConservation {
  readonly column: string;
  readonly currency: string | null;
  readonly delivered: string;
  readonly accepted: string;
  readonly quarantined: string;
  readonly duplicates: string;
}

/** Something worth a line in the data-health section; the load goes on. */
export interface IntakeWarning {
  readonly code: string;
  readonly message: string;
}

/** One table after landing. delivered = accepted + quarantined + duplicates. */
export interface LandedTable {
  readonly table: TableName;
  /** Absolute path of the typed Parquet file: sorted by event time and key, or as delivered if nothing was amiss. */
  readonly path: string;
  readonly sha256: string;
  readonly delivered: number;
  readonly accepted: number;
  readonly quarantined: number;
  readonly duplicates: number;
  /** Rows carry their own `updated_at` or `op`: a key may stand several times, and the latest row holds. */
  readonly versioned: boolean;
  readonly amounts: readonly AmountConservation[];
  readonly files: readonly (LandedFile | DeliveredTable)[];
  readonly rejects: readonly Reject[];
  readonly warnings: readonly IntakeWarning[];
  /** Latest event time, ISO 8601 in UTC; null for a table without event times or rows. */
  readonly watermark: string | null;
}

/** The tables of one load. The hash depends on files, mappings and outcome, not on the load time. */
export interface LandedTables {
  readonly hash: string;
  readonly tables: Readonly<Partial<Record<TableName, LandedTable>>>;
}

/** One pinned load. */
export interface Snapshot extends LandedTables {
  /** Fiscal years of the delivered table `calendar`; null without one. */
  readonly calendar: SuppliedCalendar | null;
}
