import * as z from 'zod';
import { attemptId } from '#lib/runs/run-key.ts';
import type { RunStore } from '#lib/runs/run-store.ts';
import type { Trigger } from '#lib/runs/trigger.ts';
import type { WrittenScores } from '#lib/scores/keep-scores.ts';
import { type Page, pageOf } from './page.ts';

const written = z.strictObject({
  folder: z.strictObject({
    scoredOn: z.iso.date(),
    expiresOn: z.iso.date(),
    list: z.string(),
    run: z.string(),
  }),
  written: z.string(),
}) satisfies z.ZodType<WrittenScores>;

const page = z.object({ scores: written.nullable() });

/** Which scores an attempt writes, as the step that plans them leaves it for the one that keeps them. */
export const scoreBook = (
  books: RunStore,
  { run, attempt }: Pick<Trigger, 'run' | 'attempt'>,
): Page<z.output<typeof page>> =>
  pageOf(books, { key: `runs/${attemptId(run, attempt)}/scores`, schema: page });
