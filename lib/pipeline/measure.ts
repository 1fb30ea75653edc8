import { NOTHING_MEASURED } from '#lib/metrics/measured.ts';
import type { LoadFact, MeasureContext, Metric } from '#lib/metrics/metric.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { type Query, scopeTo } from '#lib/privacy/scope/scoped-query.ts';
import type { Parameters } from '#lib/warehouse/bind-parameters.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';

/** Runs the metrics of one report, in any order; the result is in theirs. */
export const measure = (
  metrics: readonly Metric[],
  load: LoadFact,
  context: MeasureContext,
): Promise<Measured[]> => Promise.all(metrics.map((metric) => metric.measure(load, context)));

/** What metrics make of the figures that all of them measured. */
export async function derive(
  metrics: readonly Metric[],
  measured: readonly Measured[],
  { load, context }: { readonly load: LoadFact; readonly context: MeasureContext },
): Promise<Measured[]> {
  const figures = measured.flatMap((part) => part.figures);
  const derived = metrics.map((metric) => metric.derive?.(figures, load, context) ?? []);
  return (await Promise.all(derived)).map((own) => ({ ...NOTHING_MEASURED, figures: own }));
}

/** Facts for the contexts of several reports. */
export type FactLoader = (context: MeasureContext) => LoadFact;

/** Loads facts in scope. What several metrics or reports ask for is asked once. */
export function factLoader(warehouse: Warehouse, scope: Parameters): FactLoader {
  const asked = new Map<string, Promise<readonly unknown[]>>();
  const ask = ({ query, parameters }: Question): Promise<readonly unknown[]> =>
    warehouse.run(scopeTo('segment-reporting', { ...query, parseRow: (row: unknown) => row }), {
      ...scope,
      ...parameters,
    });
  return (context) => async (fact) => {
    if (fact.applies?.(context) === false) return [];
    const question = { query: fact.query, parameters: fact.parameters(context) };
    const key = JSON.stringify([fact.query.sql, question.parameters]);
    const rows = asked.get(key) ?? ask(question);
    asked.set(key, rows);
    return (await rows).map(fact.query.parseRow);
  };
}

interface Question {
  readonly query: Query<unknown>;
  readonly parameters: Parameters;
}
