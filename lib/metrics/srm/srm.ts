import type { Figure } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { ExperimentCells } from '../facts/experiments/experiment-cells.ts';
import { type OutcomeRow, type PlanRow, plansOf } from '../facts/experiments/experiments.ts';
import { sampleRatio } from '../facts/experiments/sample-ratio.ts';
import { cellKeys, figure } from '../figures.ts';
import { mergeMeasured } from '../measured.ts';
import type { MeasureContext } from '../metric.ts';

/** Whether each closed experiment with a planned split was split so: the p-value, and chi-squared. */
export function sampleRatios(
  rows: { readonly plans: readonly PlanRow[]; readonly outcomes: readonly OutcomeRow[] },
  context: MeasureContext,
): Measured {
  const closed = plansOf(rows.plans, context)
    .filter(({ isClosed }) => isClosed)
    .map((plan) => new ExperimentCells(plan, rows.outcomes))
    .filter(({ isEmpty }) => !isEmpty);
  return mergeMeasured(
    closed.map((cells) => ({
      figures: ratioFigures(cells),
      ...cells.system(['experiment-assigned']),
    })),
  );
}

function ratioFigures(cells: ExperimentCells): Figure[] {
  const { plan, period, variants } = cells;
  const assigned = variants.map((variant) => cells.at('experiment-assigned', variant));
  const ratio = sampleRatio(
    assigned.map(({ total }) => total),
    variants.map((variant) => plan.split.get(variant) ?? 0),
  );
  const everyone = cells.assigned();
  return (['p', 'chi2'] as const).map((part) =>
    figure({
      name: {
        metric: 'srm',
        options: `part=${part}`,
        period,
        scope: { experiment: plan.experiment },
      },
      unit: 'ratio',
      value: ratio?.[part] ?? null,
      reason: 'missing_input',
      customers: everyone.customers,
      cells: cellKeys(everyone, ...assigned),
    }),
  );
}
