import { plannedStatement } from '#lib/pipeline/steps/statement-books.ts';
import type { ExecutionInput } from '#lib/runs/orchestrator.ts';
import { readAttempt } from '#lib/runs/trigger.ts';
import { books } from './services.ts';

/** The text of a planned statement, which the state of an execution is too small to hold. */
export const handler = async ({ name, ...execution }: ExecutionInput & { readonly name: string }) =>
  plannedStatement(books(), await readAttempt(books(), execution), name);
