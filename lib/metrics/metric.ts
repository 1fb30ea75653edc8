import type { SubscriptionOutcome } from '#lib/models/contractual-value/subscription-forecast.ts';
import type { ForecastOutcome } from '#lib/models/forecast.ts';
import type { Figure, Unit } from '#lib/privacy/figure.ts';
import type { IntakeLine, Measured } from '#lib/privacy/report.ts';
import type { Query } from '#lib/privacy/scope/scoped-query.ts';
import type { FiscalCalendar, IsoDate } from '#lib/units/calendar.ts';
import type { MetricId } from './metric-ids.ts';
import type { Restatement } from './restatement/plan.ts';

/** F: flow of a closed period. W: ripe window of fixed age. S: stock, trailing or to date (rule G12). */
export type MetricKind = 'flow' | 'window' | 'stock';

/** What a metric means, in words that a reader of the report would accept. */
export interface MetricDefinition {
  readonly id: MetricId;
  readonly name: string;
  /** The question it answers, as a reader would ask it. */
  readonly question: string;
  readonly formula: string;
  /** Who defines it so: publication, standard or vendor's documentation. */
  readonly source: string;
  readonly unit: Unit;
  readonly kind: MetricKind;
  /** Options and their defaults, as the report prints them; empty when there are none. */
  readonly options: string;
  /** Tables of the data contract without which the metric has no figure. */
  readonly tables: readonly string[];
}

/** Everything a metric may know besides its rows. No clock, no warehouse, no mailbox. */
export interface MeasureContext {
  /** Exclusive end of the observation. */
  readonly asOf: IsoDate;
  readonly fiscal: FiscalCalendar;
  /** Counted weeks (`units/calendar`): the closed week reported on, the one before, the same week a year ago. */
  readonly week: number;
  readonly priorWeek: number;
  readonly yearAgoWeek: number;
  /** Counted fiscal months (`units/calendar`): the last closed one, the one before, the same a year ago. */
  readonly month: number;
  readonly priorMonth: number;
  readonly yearAgoMonth: number;
  /** Where stocks below top level are taken: the last fiscal quarter close, or `asOf` in an exact analysis (G12). */
  readonly closeDate: IsoDate;
  readonly cohorts: { readonly grain: 'month' | 'week'; readonly ages: number };
  /** Registered segment schemes, in catalogue order. */
  readonly segments: readonly string[];
  /** Those of them whose members are compared with earlier weeks like everyone: mails are bound to some. */
  readonly compared: readonly string[];
  readonly marginBasis: 'costs' | 'assumed' | 'revenue';
  /** Assumed share of net sales that is contribution; 1 when the basis is revenue, unused with costs. */
  readonly margin: number;
  /** Minor units in one major unit of the reporting currency: 100 for EUR, 1 for JPY. */
  readonly minorUnits: number;
  readonly horizonDays: number;
  readonly discountRateYear: number;
  /** Orders are complete before this day: watermark less lateness (rule G6). Windows that end later are unripe. */
  readonly ripeBefore: IsoDate;
  readonly historyComplete: boolean;
  /** Stages of the way to a customer and beyond, in order, and the days in which they count; null where none are declared. */
  readonly journey: { readonly stages: readonly string[]; readonly windowDays: number } | null;
  /** What the fitted models forecast, or why they do not. */
  readonly forecast: ForecastOutcome;
  /** What subscribers are forecast to pay; null where there are no subscriptions. */
  readonly subscriptions: SubscriptionOutcome;
  /** Closed weeks that this report measures again; null where no bundle is due. */
  readonly restatement: Restatement | null;
  /** Tables of the contract with at least one row, and optional columns of the orders with a value (`orders.COLUMN`). */
  readonly supplied: ReadonlySet<string>;
  /** Rows of the run's intake, as the report tells them. */
  readonly intake: readonly IntakeLine[];
}

/** A query that several metrics may share; it runs once in a run. */
export interface Fact<Row> {
  readonly query: Query<Row>;
  /** Values of the query's own parameters; those of the scope are bound by the pipeline. */
  parameters(context: MeasureContext): Readonly<Record<string, string | number>>;
  /** Whether it is of use with the tables supplied. Where it is not, it has no rows and the engine is not asked. */
  applies?(context: MeasureContext): boolean;
}

export type LoadFact = <Row>(fact: Fact<Row>) => Promise<readonly Row[]>;

/** A metric: its meaning, what it reads, and the way from rows to figures. */
export interface Metric {
  readonly definition: MetricDefinition;
  /** The facts it loads, for `tenure explain` and the contract tests. */
  readonly facts: readonly Fact<unknown>[];
  measure(load: LoadFact, context: MeasureContext): Promise<Measured>;
  /** Makes figures of what all others measured. They rest on the cells of those and bring none of their own. */
  derive?(
    measured: readonly Figure[],
    load: LoadFact,
    context: MeasureContext,
  ): Promise<readonly Figure[]>;
}
