import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import type { RunFacts } from '../report-context.ts';
import type { ReleasedLanding } from '../restatement/due-restatement.ts';
import type { OpenTables } from './stored-run.ts';

/** What a step reads. */
interface ReadBy extends Pick<RunFacts, 'snapshot' | 'observation'> {
  readonly released?: readonly ReleasedLanding[];
}

/** Runs a piece of work on the landed tables and closes them whatever happens. */
export async function onTables<T>(
  open: OpenTables,
  { snapshot, observation, released = [] }: ReadBy,
  work: (warehouse: Warehouse) => Promise<T>,
): Promise<T> {
  const warehouse = await open(snapshot, observation.asOf, released);
  try {
    return await work(warehouse);
  } finally {
    await warehouse.close();
  }
}
