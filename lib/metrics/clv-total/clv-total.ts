import type { Figure } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { monthStart } from '#lib/units/calendar.ts';
import { predictedValue } from '../clv-predicted/clv-predicted.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { CohortTable, monthRules } from '../facts/cohorts/cohort-cells.ts';
import { ripeMonths } from '../facts/cohorts/ripe-months.ts';
import { cellKeys, figure } from '../figures.ts';
import { mergeMeasured } from '../measured.ts';
import type { MeasureContext } from '../metric.ts';

/**
 * Past and next of each cohort at the last quarter close: contribution per member in its months up to the close, and what is
 * predicted of the horizon after it. The interval is that of the prediction.
 * @param rows.known of clv-predicted's query at the close. @param rows.activity of `cohortActivity`.
 */
export function clvTotal(
  rows: { readonly known: readonly CellRow[]; readonly activity: readonly CellRow[] },
  context: MeasureContext,
): Measured {
  const predicted = predictedValue(rows.known, context);
  const table = new CohortTable(rows.activity, monthRules(context));
  const life = ripeMonths(table, context.week);
  const horizon = `horizon=${context.horizonDays} d`;
  const next = predicted.figures.filter(
    ({ options, scope }) => options === horizon && 'cohort' in scope,
  );
  return mergeMeasured([
    {
      figures: next.flatMap((figureOf) => totalOf(figureOf, table, context)),
      cells: [],
      equations: [],
    },
    { figures: [], cells: predicted.cells, equations: predicted.equations },
    { figures: [], cells: life.cells, equations: life.equations },
  ]);
}

/** None of a cohort whose months up to the close are not all in the table of cohorts. */
function totalOf(
  next: Figure,
  table: CohortTable,
  { closeDate, fiscal }: MeasureContext,
): Figure[] {
  const cohort = table.cohorts.find((each) => table.rules.label(each) === next.scope['cohort']);
  if (cohort === undefined || next.value === null) return [];
  const lived = table.ages.filter((age) => monthStart(cohort + age + 1, fiscal) <= closeDate);
  const isWhole = monthStart(cohort + lived.length, fiscal) === closeDate;
  if (!isWhole || !lived.every((age) => table.rules.isRipe(cohort, age))) return [];
  const size = table.size(cohort);
  const months = lived.map((age) => table.at('contribution', cohort, age));
  const past = months.reduce((sum, { total }) => sum + total, 0) / size.total;
  const interval =
    next.lower === null || next.upper === null
      ? {}
      : { lower: past + next.lower, upper: past + next.upper };
  return [
    figure({
      name: {
        metric: 'clv-total',
        options: next.options,
        period: next.period,
        scope: next.scope,
      },
      unit: 'money',
      value: past + next.value,
      ...interval,
      customers: size.customers,
      cells: [...new Set([...next.cells, ...cellKeys(size, ...months)])],
      modelled: true,
    }),
  ];
}
