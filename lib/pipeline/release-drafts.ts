import type { Configuration } from '#lib/config/configuration.ts';
import type { ReleaseLedger } from '#lib/privacy/ledger/release-ledger.ts';
import { type Release, release } from '#lib/privacy/release.ts';
import { type ReleasedCount, releaseCount } from '#lib/privacy/release-count.ts';
import { releaseFits } from '#lib/privacy/release-fits.ts';
import { pairReleased, type Released } from '#lib/privacy/released.ts';
import type { ReleasedReport } from '#lib/privacy/report.ts';
import { disclosurePolicy } from './disclosure-policy.ts';
import type { Drafts } from './draft-reports.ts';
import { withoutProvisional } from './provisional.ts';
import { type RunModel, roundedModel } from './rounded-fit.ts';

/** All that a run lets out. */
export interface ReleasedContent {
  readonly reports: readonly ReleasedReport[];
  /** Models of enough customers to be written down. */
  readonly models: readonly RunModel[];
  /** Persons with an order who are in no figure. */
  readonly excluded: ReleasedCount;
}

/** A run behind the gate: what it lets out, and what the ledger must remember. */
export interface GatedRun extends Omit<Release, 'reports'> {
  readonly content: Released<ReleasedContent>;
}

/**
 * The gate over everything that a run drafted, and all that was released before. Throws a `GateRefusal`, and then
 * nothing may leave.
 */
export async function releaseDrafts(
  drafts: Drafts,
  configuration: Configuration,
  ledger: ReleaseLedger,
): Promise<GatedRun> {
  const policy = disclosurePolicy(configuration);
  const fits = drafts.models.map((fit) => roundedModel(fit, policy.k));
  const provisional = drafts.reports.map(withoutProvisional);
  const { reports, ...decided } = await release(provisional, policy, ledger);
  const figures = pairReleased(reports, releaseFits(fits, policy), (all, models) => ({
    reports: all,
    models,
  }));
  const excluded = releaseCount(drafts.excluded, policy);
  const content = pairReleased(figures, excluded, (both, count) => ({ ...both, excluded: count }));
  return { ...decided, content };
}
