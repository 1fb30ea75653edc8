import { mapReleased } from '#lib/privacy/released.ts';
import { DRAFTS } from '../artefacts/drafts.ts';
import { RELEASED_CONTENT } from '../artefacts/released-content.ts';
import { RUN_FACTS } from '../artefacts/run-facts.ts';
import { releaseDrafts } from '../release-drafts.ts';
import type { PassedGate } from './commit-release.ts';
import { releasedKeys, type StoredRun } from './stored-run.ts';

/** Drafts → released content. Throws a `GateRefusal`, and then nothing is kept. */
export async function releaseStep({
  configuration,
  kept,
  released,
}: StoredRun): Promise<PassedGate> {
  const { runId, state: readiness } = await kept.load(RUN_FACTS);
  const content = await releaseDrafts(await kept.load(DRAFTS), configuration);
  const bytes = mapReleased(content, RELEASED_CONTENT.encode);
  await released.keep(releasedKeys(runId).content, bytes);
  return { runId, readiness };
}
