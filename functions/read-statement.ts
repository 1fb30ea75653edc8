import { plannedStatement } from '#lib/pipeline/steps/statement-books.ts';
import { readTrigger, UnknownRunError } from '#lib/runs/trigger.ts';
import { books } from './services.ts';

/** The text of a planned statement, which the state of an execution is too small to hold. */
export const handler = async ({ run, name }: { readonly run: string; readonly name: string }) => {
  const trigger = await readTrigger(books(), run);
  if (trigger === null) throw new UnknownRunError(run);
  return plannedStatement(books(), trigger, name);
};
