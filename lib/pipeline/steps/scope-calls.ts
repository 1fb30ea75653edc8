import type { Configuration, ReportConfiguration } from '#lib/config/configuration.ts';
import type { Purpose } from '#lib/privacy/scope/purposes.ts';
import { SCOPE_RELATIONS } from '#lib/privacy/scope/scope-relations.ts';
import { scopeTo } from '#lib/privacy/scope/scoped-query.ts';
import { customerHistories } from '#lib/scores/score-queries.ts';
import type { ScopedCall } from '#lib/warehouse/athena-scope-plan.ts';
import type { Parameters } from '#lib/warehouse/bind-parameters.ts';
import { registeredSchemes } from '../forecast-reports.ts';
import type { RunFacts } from '../report-context.ts';
import { scopeParameters } from '../scope-parameters.ts';
import { scoreScope } from '../score-plan.ts';

const PURPOSES: readonly Purpose[] = ['segment-reporting', 'model-fitting'];

/**
 * One reading of every relation in scope that is kept, for each purpose: their rows depend on nothing but the scope,
 * so these stand for all queries of a run. Where customers are scored, those too that their histories are read from.
 */
export function scopeCalls(
  configuration: Configuration,
  reports: readonly ReportConfiguration[],
  facts: RunFacts,
): ScopedCall[] {
  if (facts.state === 'HELD') return [];
  const parameters: Parameters = scopeParameters(configuration, registeredSchemes(reports), facts);
  const kept = SCOPE_RELATIONS.filter(({ keep, name }) => keep && name.endsWith('_in_scope'));
  const scored =
    configuration.scores === undefined
      ? []
      : [{ query: customerHistories, parameters: scoreScope({ configuration, facts }) }];
  const reported = PURPOSES.flatMap((purpose) =>
    kept.map(({ name }) => ({
      query: scopeTo(purpose, {
        name: `keep-${name}`,
        sql: `select count(*) as n from ${name}`,
        parseRow: (row: unknown) => row,
      }),
      parameters,
    })),
  );
  return [...reported, ...scored];
}
