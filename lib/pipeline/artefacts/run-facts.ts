import * as z from 'zod';
import { snapshot } from '#lib/intake/landed-schema.ts';
import type { Snapshot } from '#lib/intake/snapshot.ts';
import type { RunFacts } from '../report-context.ts';
import { artefact, nameSet } from './artefact.ts';
import { dataNote, signed } from './report-head.ts';

/** What `take-snapshot` hands to every step that reads data. */
export const SNAPSHOT = artefact<Snapshot>('snapshot', snapshot);

/** What `check-data` hands to the steps after it. */
export const RUN_FACTS = artefact<RunFacts>(
  'run-facts',
  z.strictObject({
    runId: z.string(),
    erasureListVersion: z.string(),
    observation: z.strictObject({
      asOf: z.string(),
      asOfUtc: z.string(),
      week: z.int(),
      priorWeek: z.int(),
      yearAgoWeek: z.int(),
      month: z.int(),
      priorMonth: z.int(),
      yearAgoMonth: z.int(),
      closeDate: z.string(),
      ripeBefore: z.string(),
    }),
    rule: z.strictObject({ basis: z.enum(['costs', 'assumed', 'revenue']), margin: z.number() }),
    delivered: nameSet,
    snapshot,
    state: z.enum(['FINAL', 'PROVISIONAL', 'HELD']),
    notes: z.array(dataNote),
    signed: signed.exactOptional(),
    minorUnits: z.int(),
  }),
);
