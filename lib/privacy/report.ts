import type { Cell, Equation } from './cell.ts';
import type { Figure, ReleasedFigure, Scope } from './figure.ts';

/**
 * FINAL: every check passes. PROVISIONAL: a late input. HELD: no figures leave. CORRECTION: what was sent was wrong, and
 * somebody signed for it. ANALYSIS: an exact cut, never sent.
 */
export type ReportState = 'FINAL' | 'PROVISIONAL' | 'HELD' | 'CORRECTION' | 'ANALYSIS';

/** A decision that somebody signed: that a held report leaves all the same, or that a sent one is wrong. */
export interface Signed {
  readonly act: 'override' | 'correction';
  /** A role of the configuration, never a person. */
  readonly approver: string;
  /** On what grounds, in words of a closed list. */
  readonly words: string;
}

/** One outcome of a data check as the report states it: about rows and files, never about a person. */
export interface DataNote {
  readonly check: string;
  readonly severity: 'warn' | 'provisional' | 'hold';
  /** A sentence: what was found, the limit, the fix. */
  readonly message: string;
}

/** The model of how often customers order, and the dates from which it was tested against what followed. */
export interface ForecastMethod {
  readonly model: 'bg-nbd' | 'mbg-nbd' | 'pareto-nbd';
  readonly cuts: readonly string[];
}

/** What a report says besides its figures. Every number in it is about rows, files or settings. */
export interface ReportHead {
  readonly id: string;
  /** Folder and name of this edition: the id, and for a narrower scope the first group that is bound to it. */
  readonly edition: string;
  /** The registered scope whose figures these are; empty for everyone. */
  readonly scope: Scope;
  readonly title: string;
  readonly business: string;
  readonly state: ReportState;
  readonly revision: number;
  /** Exclusive end of the observation, `YYYY-MM-DD` in the reporting zone. */
  readonly asOf: string;
  readonly timeZone: string;
  /** Label of the closed week the report is about, the week before it and the same week a year ago. */
  readonly period: string;
  readonly priorPeriod: string;
  readonly yearAgoPeriod: string;
  /** The week and the one a year ago as their fiscal years call them: their ISO labels, unless the company has a calendar; null outside of it. */
  readonly fiscalWeek: string | null;
  readonly fiscalYearAgo: string | null;
  /** Labels of the last closed fiscal month, the month before it and the same month a year ago. */
  readonly month: string;
  readonly priorMonth: string;
  readonly yearAgoMonth: string;
  /** The quarter that is restated next, such as `2026-Q4`, and the day; null where it waits for the FINAL of this week. */
  readonly nextBundle: { readonly quarter: string; readonly date: string | null };
  /** ISO 4217 code, and how many decimals its minor unit has. */
  readonly currency: string;
  readonly currencyExponent: number;
  readonly locale: string;
  readonly runId: string;
  readonly definitionsVersion: number;
  readonly k: number;
  /** Segment schemes of the report, in catalogue order. */
  readonly segments: readonly string[];
  readonly cohortGrain: 'month' | 'week';
  readonly marginBasis: 'costs' | 'assumed' | 'revenue';
  readonly alerts: AlertLimits;
  /** How predicted CLV was made; null without a forecast. */
  readonly forecast: ForecastMethod | null;
  readonly notes: readonly DataNote[];
  readonly signed?: Signed;
  /** The revision that this one takes the place of. */
  readonly replaces?: number;
  /** Day of the latest event of each supplied table in UTC, `YYYY-MM-DD`; of no table of persons' requests. */
  readonly dataTo: Readonly<Record<string, string>>;
  /** Rows of the run's intake: what came in and where it went. Tables of persons' requests are left out. */
  readonly intake: readonly IntakeLine[];
  readonly tablesNotSupplied: readonly string[];
}

/** How far a line of money may move between two closed weeks; both must be passed for an alert. */
export interface AlertLimits {
  readonly percent: number;
  /** In major units of the reporting currency. */
  readonly amount: number;
}

/**
 * Conservation of one table's rows: delivered = accepted + quarantined + duplicates, before the first two are rounded
 * up to hundreds in a table about persons.
 */
export interface IntakeLine {
  readonly table: string;
  readonly delivered: number;
  readonly accepted: number;
  readonly quarantined: number;
  readonly duplicates: number;
}

/** What one metric measured: figures, and the linear system behind them. */
export interface Measured {
  readonly figures: readonly Figure[];
  readonly cells: readonly Cell[];
  readonly equations: readonly Equation[];
}

/** A report before the gate. */
export interface DraftReport {
  readonly head: ReportHead;
  readonly measured: readonly Measured[];
}

/** A report after the gate: all that a reader may see, in the order it was measured. */
export interface ReleasedReport {
  readonly head: ReportHead;
  readonly figures: readonly ReleasedFigure[];
  /** How many figures were withheld, over all reports of the run together. */
  readonly withheld: number;
  /** Figures of the revision that this one takes the place of, where they differ. */
  readonly replaced?: readonly ReleasedFigure[];
}
