import { execute } from '#lib/warehouse/athena-execution.ts';
import { readRows } from '#lib/warehouse/athena-results.ts';
import { QueryError } from '#lib/warehouse/warehouse.ts';
import type { ProbePlace } from '../plan/athena-probe.ts';
import type { TablePlan } from '../plan/plan-table.ts';
import { parseAside, parseContent, parseCounts } from './landing-counts.ts';
import type { LandingOutcome } from './settle-landing.ts';

/** What became of a landed table's rows, asked of Athena by the last two statements of its plan. Throws `QueryError`. */
export async function landingOutcome(
  { name, phases }: TablePlan,
  place: ProbePlace,
): Promise<LandingOutcome> {
  const planned = (step: string) =>
    phases.at(-1)?.find((statement) => statement.name === `${name}_${step}`);
  const ask = async <Row>(step: string, parse: (row: unknown) => Row): Promise<readonly Row[]> => {
    const statement = planned(step);
    if (statement === undefined) throw new QueryError(`${name}_${step}`, 'NOT_PLANNED');
    return readRows(place, await execute(place.session, statement), parse);
  };
  const [counts] = await ask('counts', parseCounts);
  if (counts === undefined) throw new QueryError(`${name}_counts`, 'RESULT');
  const aside = await ask('rejects', parseAside);
  if (planned('content') === undefined) return { counts, aside, content: null };
  const [content = ''] = await ask('content', parseContent);
  return { counts, aside, content };
}
