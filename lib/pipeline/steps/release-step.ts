import { mapReleased } from '#lib/privacy/released.ts';
import { DRAFTS } from '../artefacts/drafts.ts';
import { RELEASED_CONTENT } from '../artefacts/released-content.ts';
import { RUN_FACTS } from '../artefacts/run-facts.ts';
import { releaseOnLedger } from '../release-on-ledger.ts';
import type { PassedGate } from './commit-release.ts';
import { releasedKeys, type StoredRun } from './stored-run.ts';

/** Drafts → released content. Throws a `GateRefusal` or `ErasureAdvancedError`, and then nothing is kept. */
export async function releaseStep({
  configuration,
  kept,
  released,
  chain,
}: StoredRun): Promise<PassedGate> {
  const facts = await kept.load(RUN_FACTS);
  const { runId, state: readiness } = facts;
  const drafts = await kept.load(DRAFTS);
  const { content, releaseSeq } = await releaseOnLedger(drafts, { configuration, facts }, chain);
  const bytes = mapReleased(content, RELEASED_CONTENT.encode);
  await released.keep(releasedKeys(runId).content, bytes);
  return { runId, readiness, releaseSeq };
}
