import type { Configuration } from '#lib/config/configuration.ts';
import type { FittedModel } from '#lib/models/fitted-model.ts';
import { release } from '#lib/privacy/release.ts';
import { type ReleasedCount, releaseCount } from '#lib/privacy/release-count.ts';
import { releaseFits } from '#lib/privacy/release-fits.ts';
import { pairReleased, type Released } from '#lib/privacy/released.ts';
import type { ReleasedReport } from '#lib/privacy/report.ts';
import { disclosurePolicy } from './disclosure-policy.ts';
import type { Drafts } from './draft-reports.ts';
import { withoutProvisional } from './provisional.ts';

/** All that a run lets out. */
export interface ReleasedContent {
  readonly reports: readonly ReleasedReport[];
  /** Models of enough customers to be written down. */
  readonly models: readonly FittedModel[];
  /** Persons with an order who are in no figure. */
  readonly excluded: ReleasedCount;
}

/** The gate over everything that a run drafted. Throws a `GateRefusal`, and then nothing may leave. */
export async function releaseDrafts(
  drafts: Drafts,
  configuration: Configuration,
): Promise<Released<ReleasedContent>> {
  const policy = disclosurePolicy(configuration);
  const reports = await release(drafts.reports.map(withoutProvisional), policy);
  const figures = pairReleased(reports, releaseFits(drafts.models, policy), (all, models) => ({
    reports: all,
    models,
  }));
  return pairReleased(figures, releaseCount(drafts.excluded, policy), (both, excluded) => ({
    ...both,
    excluded,
  }));
}
