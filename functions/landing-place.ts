import type { ProbePlace } from '#lib/intake/athena/plan/athena-probe.ts';
import type { LandingBooks } from '#lib/pipeline/steps/landing-books.ts';
import { attemptId } from '#lib/runs/run-key.ts';
import type { Trigger } from '#lib/runs/trigger.ts';
import { objectBytes, placeOf } from '#lib/store/s3-object.ts';
import { athena, s3, variable } from './services.ts';

const STATEMENT_MS = 600_000;

/** Where the landing of a run puts its tables, and where its short statements run. */
export const landingPlace = async (
  { run, attempt }: Trigger,
  pages: LandingBooks,
): Promise<ProbePlace> => ({
  athena,
  database: variable('DATABASE'),
  lake: `s3://${variable('LAKE_BUCKET')}/`,
  run: attemptId(run, attempt),
  loadedAt: new Date((await pages.delivery.read()).loadedAt),
  readObject: (address) => objectBytes(s3, placeOf(address)),
  session: {
    athena,
    workgroup: variable('WORKGROUP'),
    database: variable('DATABASE'),
    signal: AbortSignal.timeout(STATEMENT_MS),
    timeoutMs: STATEMENT_MS,
    pollMs: [150, 3_000],
  },
});
