import type { Fact, LoadFact, MeasureContext, Metric } from '#lib/metrics/metric.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { scopeTo } from '#lib/privacy/scope/scoped-query.ts';
import type { Parameters } from '#lib/warehouse/bind-parameters.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';

/** Runs the metrics of one report, in any order; the result is in theirs. */
export const measure = (
  metrics: readonly Metric[],
  load: LoadFact,
  context: MeasureContext,
): Promise<Measured[]> => Promise.all(metrics.map((metric) => metric.measure(load, context)));

/** Loads facts in scope; one that several metrics share runs once. */
export function factLoader(
  warehouse: Warehouse,
  scope: Parameters,
  context: MeasureContext,
): LoadFact {
  const raw = new Map<Fact<unknown>, Promise<readonly unknown[]>>();
  return async (fact) => {
    const rows =
      raw.get(fact) ??
      warehouse.run(
        scopeTo('segment-reporting', { ...fact.query, parseRow: (row: unknown) => row }),
        { ...scope, ...fact.parameters(context) },
      );
    raw.set(fact, rows);
    return (await rows).map(fact.query.parseRow);
  };
}
