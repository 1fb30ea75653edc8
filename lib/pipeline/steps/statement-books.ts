import * as z from 'zod';
import { attemptId } from '#lib/runs/run-key.ts';
import type { RunStore } from '#lib/runs/run-store.ts';
import type { Trigger } from '#lib/runs/trigger.ts';
import type { StatementPhase } from '#lib/warehouse/athena-scope-plan.ts';
import { pageOf } from './page.ts';

const statement = z.object({
  queryString: z.string(),
  /** Empty where the statement has none. */
  executionParameters: z.array(z.string()),
  token: z.string(),
});
export type PlannedStatement = z.output<typeof statement>;

/** Phases as a state machine goes through them: names alone, because its state may not hold their texts. */
export type PhaseNames = readonly { readonly statements: readonly { readonly name: string }[] }[];

const placeOf = ({ run, attempt }: Trigger, name: string) => ({
  key: `runs/${attemptId(run, attempt)}/statements/${name}`,
  schema: statement,
});

/** Keeps the statements of a plan, each under its name. */
export async function keepStatements(
  books: RunStore,
  trigger: Trigger,
  phases: readonly StatementPhase[],
): Promise<PhaseNames> {
  const statements = phases.flatMap((phase) => phase.statements);
  await Promise.all(
    statements.map(({ name, queryString, executionParameters = [], token }) =>
      pageOf(books, placeOf(trigger, name)).write({
        queryString,
        executionParameters: [...executionParameters],
        token,
      }),
    ),
  );
  return phases.map((phase) => ({ statements: phase.statements.map(({ name }) => ({ name })) }));
}

/** The statement of a name. Throws `MissingPageError`. */
export const plannedStatement = (
  books: RunStore,
  trigger: Trigger,
  name: string,
): Promise<PlannedStatement> => pageOf(books, placeOf(trigger, name)).read();
