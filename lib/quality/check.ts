import type { TableName } from '#lib/contract/tables.ts';
import type { IsoDate } from '#lib/units/calendar.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import type { Bounds, CheckId } from './bounds.ts';

/** What a check may know about the report besides rows. */
export interface CheckSettings {
  /** Exclusive end of the observation in the reporting zone. */
  readonly asOf: IsoDate;
  /** The same instant in UTC, `YYYY-MM-DD HH:MM:SS`. */
  readonly asOfUtc: string;
  readonly timeZone: string;
  readonly reportingCurrency: string;
  /** The purpose whose consents decide, where `lawfulBasis` is `consents`. */
  readonly purpose: string;
  readonly lawfulBasis: 'declared' | 'consents';
  /** Declared: the orders start with the business. */
  readonly historyComplete: boolean;
  readonly businessStart: IsoDate | null;
  /** First day and exclusive end of the company's calendar; null where Tenure counts the fiscal years itself. */
  readonly calendar: { readonly from: IsoDate; readonly end: IsoDate } | null;
  /** Limits that replace the contract's, one severity at a time. */
  readonly bounds?: Readonly<Partial<Record<CheckId, Bounds>>>;
}

/** What intake counted for one delivered table. A table without facts was not delivered. */
export interface IntakeFacts {
  readonly table: TableName;
  readonly accepted: number;
  readonly quarantined: number;
  /** Exact decimal sums of one money column in one currency; a null currency could not be read. */
  readonly amounts: readonly {
    readonly column: string;
    readonly currency: string | null;
    readonly accepted: string;
    readonly quarantined: string;
  }[];
  /** Latest event time, ISO 8601 in UTC; null where there is none. */
  readonly watermark: string | null;
}

export interface CheckContext {
  readonly inspect: Warehouse['inspect'];
  readonly settings: CheckSettings;
  readonly intake: readonly IntakeFacts[];
}

/** What a check found. */
export interface Measurement {
  /** Each is judged against the bounds. None where there was nothing to check. */
  readonly values: readonly number[];
  /** The finding in words, without the limit and the full stop: about rows, never about a person. */
  readonly found: string;
}

/** One rule over delivered tables. Reads rows and changes none. */
export interface DataCheck {
  readonly id: CheckId;
  /** The check is passed over unless all of these were delivered. */
  readonly tables: readonly TableName[];
  /** The check is passed over where the settings do not call for it. */
  readonly applies?: (settings: CheckSettings) => boolean;
  readonly unit: 'share' | 'days' | 'rows';
  /** What to do about it: one sentence. */
  readonly fix: string;
  measure(context: CheckContext): Promise<Measurement>;
}
