import type { Figure, NaReason, Unit } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { type SpendRow, spendIn } from '../facts/acquisition/acquisition-spend.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { SEGMENT_AGE, segmentCohort } from '../facts/cohorts/fixed-age.ts';
import { cellKeys, figure } from '../figures.ts';
import { mergeMeasured, NOTHING_MEASURED } from '../measured.ts';
import type { MeasureContext } from '../metric.ts';
import { ALL, type CreditMeasure, type Creditor, CreditTable, PARTS } from './credit-table.ts';

interface ScorecardRows {
  readonly credit: readonly CellRow[];
  readonly spend: readonly SpendRow[];
}

/**
 * Each entry channel by each attribution model: what it cost, the customers credited to it, CAC and ROAS of the closed
 * month; CAC, CLV:CAC and ROI of the cohort that is ripe at 180 days. Spend is all acquisition spend of the month.
 */
export const channelScorecard = (rows: ScorecardRows, context: MeasureContext): Measured =>
  mergeMeasured([
    scorecard(rows, { month: context.month, lines: OF_THE_MONTH }, context),
    scorecard(rows, { month: segmentCohort(context), lines: OF_THE_COHORT }, context),
  ]);

interface Line {
  readonly options: string;
  readonly unit: Unit;
  readonly measure: CreditMeasure;
  readonly value: (total: number, spend: number) => number | null;
  /** Divides by spend, which must not be 0. */
  readonly bySpend?: true;
}

/** `total` in 120ths of a customer. */
const CREDITED: Line = {
  options: 'part=credited-customers',
  unit: 'ratio',
  measure: 'scorecard-credit',
  value: (total) => total / PARTS,
};

const CAC: Line = {
  options: 'part=cac',
  unit: 'money',
  measure: 'scorecard-credit',
  value: (total, spend) => (total > 0 ? (spend * PARTS) / total : null),
  bySpend: true,
};

const OF_THE_MONTH: readonly Line[] = [
  CREDITED,
  CAC,
  {
    options: 'part=roas',
    unit: 'ratio',
    measure: 'scorecard-net-sales',
    value: (total, spend) => total / spend,
    bySpend: true,
  },
];

const OF_THE_COHORT: readonly Line[] = [
  CREDITED,
  CAC,
  {
    options: `horizon=${SEGMENT_AGE} d; part=clv-cac`,
    unit: 'ratio',
    measure: 'scorecard-contribution',
    value: (total, spend) => total / spend,
    bySpend: true,
  },
  {
    options: `horizon=${SEGMENT_AGE} d; part=roi`,
    unit: 'ratio',
    measure: 'scorecard-contribution',
    value: (total, spend) => (total - spend) / spend,
    bySpend: true,
  },
];

function scorecard(
  { credit, spend }: ScorecardRows,
  { month, lines }: { readonly month: number; readonly lines: readonly Line[] },
  context: MeasureContext,
): Measured {
  const own = spend.filter(({ grain, period }) => grain === 'month' && period === month);
  const spentOn = [...new Set(own.filter((row) => row.spend > 0).map(({ channel }) => channel))];
  const table = new CreditTable(credit, { month, spentOn }, context);
  if (table.isEmpty) return NOTHING_MEASURED;
  const spentBy = (channel: string | null) =>
    spendIn(own, { grain: 'month', period: month, ...(channel === null ? {} : { channel }) });
  const everyone = { creditor: ALL, spend: spentBy(null) };
  const rows = table.models.flatMap((model) =>
    table.channels.map((channel) => ({ creditor: { model, channel }, spend: spentBy(channel) })),
  );
  const measures = [...new Set(lines.map(({ measure }) => measure))];
  return {
    figures: [
      ...spendFigures(table, [null, ...spentOn.toSorted()], spentBy),
      ...[everyone, ...rows].flatMap((row) => lines.map((line) => lineFigure(table, row, line))),
    ],
    ...table.system(measures),
  };
}

/** About no person, so it is always shown. */
const spendFigures = (
  table: CreditTable,
  channels: readonly (string | null)[],
  spentBy: (channel: string | null) => number | null,
): Figure[] =>
  channels.map((channel) =>
    figure({
      name: {
        metric: 'channel-scorecard',
        options: 'part=spend',
        period: table.period,
        scope: channel === null ? {} : { 'touch-channel': channel },
      },
      unit: 'money',
      value: spentBy(channel),
      reason: 'missing_input',
      customers: 0,
      cells: [],
    }),
  );

interface ScorecardRow {
  readonly creditor: Creditor;
  readonly spend: number | null;
}

function lineFigure(
  table: CreditTable,
  { creditor, spend }: ScorecardRow,
  { options, unit, measure, value, bySpend }: Line,
): Figure {
  const cell = table.at(measure, creditor);
  const customers = table.at('scorecard-customers', creditor);
  const isAll = creditor.model === ALL.model;
  const behind = isAll ? [cell] : table.byEachModel(measure, creditor.channel);
  const unspent = bySpend === true && (spend ?? 0) <= 0;
  return figure({
    name: {
      metric: 'channel-scorecard',
      options: `${isAll ? '' : `attribution=${creditor.model}; `}${options}`,
      period: table.period,
      scope: isAll ? {} : { 'touch-channel': creditor.channel },
    },
    unit,
    value: unspent ? null : value(cell.total, spend ?? 0),
    reason: unspent ? reasonOf(spend) : 'no_customers',
    customers: customers.customers,
    cells: cellKeys(...behind),
  });
}

const reasonOf = (spend: number | null): NaReason =>
  spend === null ? 'missing_input' : 'not_positive';
