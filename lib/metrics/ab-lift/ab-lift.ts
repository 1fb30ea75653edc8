import type { Cell } from '#lib/privacy/cell.ts';
import type { Figure, FigureName, NaReason, Unit } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { weekLabel } from '#lib/units/calendar.ts';
import { ExperimentCells } from '../facts/experiments/experiment-cells.ts';
import {
  OUTCOMES,
  type OutcomeMeasure,
  type OutcomeRow,
  type Plan,
  type PlanRow,
  plansOf,
} from '../facts/experiments/experiments.ts';
import { sampleRatio } from '../facts/experiments/sample-ratio.ts';
import { cellKeys, figure } from '../figures.ts';
import { mergeMeasured } from '../measured.ts';
import type { MeasureContext } from '../metric.ts';
import { holm, type Lift, proportionLift, welchLift } from './lift.ts';

/**
 * What each variant changed against the control, by intention to treat. There is a verdict only once everyone's window is
 * ripe and the planned number was assigned, as planned by the sample ratio; before, a figure only says that there is none.
 */
export function experimentLifts(
  rows: { readonly plans: readonly PlanRow[]; readonly outcomes: readonly OutcomeRow[] },
  context: MeasureContext,
): Measured {
  return mergeMeasured(
    plansOf(rows.plans, context).map((plan): Measured => {
      const cells = new ExperimentCells(plan, rows.outcomes);
      const open = openReason(plan, cells);
      if (open === null) return { figures: liftFigures(cells), ...cells.system(OUTCOMES) };
      const period = plan.isClosed ? cells.period : weekLabel(context.week);
      return { figures: [noVerdict(plan, { period, reason: open })], cells: [], equations: [] };
    }),
  );
}

/** Why there is no verdict; null where there is one. */
function openReason(plan: Plan, cells: ExperimentCells): NaReason | null {
  if (!plan.isClosed) return 'unripe';
  if (plan.plannedN === null || plan.split.size < 2) return 'missing_input';
  const counts = cells.variants.map((variant) => cells.at('experiment-assigned', variant).total);
  const split = cells.variants.map((variant) => plan.split.get(variant) ?? 0);
  const isSound = sampleRatio(counts, split)?.blocks === false;
  return isSound && cells.assigned().total >= plan.plannedN ? null : 'not_reached';
}

const noVerdict = (
  { experiment }: Plan,
  { period, reason }: { readonly period: string; readonly reason: NaReason },
): Figure =>
  figure({
    name: { metric: 'ab-lift', options: '', period, scope: { experiment } },
    unit: 'share',
    value: null,
    reason,
    customers: 0,
    cells: [],
  });

interface Comparison {
  readonly variant: string;
  readonly outcome: Outcome;
  /** Null where nobody, or everybody on both sides, did it. */
  readonly lift: Lift | null;
}

interface Outcome {
  readonly name: string;
  readonly unit: Unit;
  readonly measures: readonly OutcomeMeasure[];
}

/** The measure first, then what a reader could work out beside it. */
const MEASURED: readonly Outcome[] = [
  {
    name: 'conversion',
    unit: 'share',
    measures: ['experiment-converted', 'experiment-not-converted', 'experiment-assigned'],
  },
  {
    name: 'net-sales',
    unit: 'money',
    measures: ['experiment-net-sales', 'experiment-assigned'],
  },
  {
    name: 'contribution',
    unit: 'money',
    measures: ['experiment-contribution', 'experiment-assigned'],
  },
];

/** P-values are adjusted over all outcomes and variants of the experiment. */
function liftFigures(cells: ExperimentCells): Figure[] {
  const [control = '', ...variants] = cells.variants;
  const comparisons = variants.flatMap((variant) =>
    MEASURED.map(
      (outcome): Comparison => ({
        variant,
        outcome,
        lift: liftOf(cells, outcome, [control, variant]),
      }),
    ),
  );
  const lifts = comparisons.flatMap(({ lift }) => lift ?? []);
  const adjusted = holm(lifts.map(({ p }) => p));
  const pOf = new Map(lifts.map((lift, i) => [lift, adjusted[i] ?? 1]));
  return comparisons.flatMap((comparison) =>
    figuresOf(cells, comparison, {
      control,
      p: (comparison.lift && pOf.get(comparison.lift)) ?? 1,
    }),
  );
}

function liftOf(
  cells: ExperimentCells,
  { name, measures: [measure] }: Outcome,
  [control, variant]: readonly [string, string],
): Lift | null {
  if (measure === undefined) return null;
  const of = (side: string) => ({
    total: cells.at(measure, side).total,
    n: cells.at('experiment-assigned', side).total,
    squares: cells.squares(measure, side),
  });
  const [c, v] = [of(control), of(variant)];
  return name === 'conversion'
    ? proportionLift({ hits: c.total, n: c.n }, { hits: v.total, n: v.n })
    : welchLift({ ...c, sum: c.total }, { ...v, sum: v.total });
}

/** P is told to four digits, rounded up: all of them beside the interval's would tell the variances of both sides apart. */
const P_STEPS = 10_000;

function figuresOf(
  cells: ExperimentCells,
  { variant, outcome, lift }: Comparison,
  { control, p }: { readonly control: string; readonly p: number },
): Figure[] {
  const behind: readonly Cell[] = [control, variant].flatMap((side) =>
    outcome.measures.map((measure) => cells.at(measure, side)),
  );
  const { plan, period } = cells;
  const name = (part: string): FigureName => ({
    metric: 'ab-lift',
    options: `metric=${outcome.name}${part}`,
    period,
    scope: { experiment: plan.experiment, variant },
  });
  const about = {
    customers: [control, variant].reduce(
      (sum, side) => sum + cells.at('experiment-assigned', side).total,
      0,
    ),
    cells: cellKeys(...behind),
  };
  const value = lift && {
    difference: lift.difference,
    p: Math.ceil(p * P_STEPS) / P_STEPS,
    verdict: p < plan.alpha ? Math.sign(lift.difference) : 0,
  };
  const { lower = 0, upper = 0 } = lift ?? {};
  const of = (part: keyof NonNullable<typeof value>) => ({
    value: value?.[part] ?? null,
    ...about,
  });
  return [
    figure({ name: name(''), unit: outcome.unit, lower, upper, ...of('difference') }),
    figure({ name: name('; part=p'), unit: 'ratio', ...of('p') }),
    figure({ name: name('; part=verdict'), unit: 'ratio', ...of('verdict') }),
  ];
}
