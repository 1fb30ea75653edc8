import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import type { RunFacts } from '../report-context.ts';
import type { OpenTables } from './stored-run.ts';

/** Runs a piece of work on the landed tables and closes them whatever happens. */
export async function onTables<T>(
  open: OpenTables,
  { snapshot, observation }: Pick<RunFacts, 'snapshot' | 'observation'>,
  work: (warehouse: Warehouse) => Promise<T>,
): Promise<T> {
  const warehouse = await open(snapshot, observation.asOf);
  try {
    return await work(warehouse);
  } finally {
    await warehouse.close();
  }
}
