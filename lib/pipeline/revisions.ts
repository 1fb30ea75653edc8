import { isDeepStrictEqual } from 'node:util';
import type { ReleaseBody } from '#lib/chain/chain-body.ts';
import type { ReleasedFigure } from '#lib/privacy/figure.ts';
import { figureKey } from '#lib/privacy/ledger/figure-key.ts';
import { ledgerOf } from '#lib/privacy/ledger/release-ledger.ts';
import type { ReleasedReport, ReportHead } from '#lib/privacy/report.ts';
import type { KeptRelease } from './release-ledger.ts';
import { RunRequestError } from './run-request.ts';

/** What the chain says was sent of a report. */
type SentReport = NonNullable<ReleaseBody['sent']>[number];

type Named = Pick<ReportHead, 'id' | 'asOf' | 'state' | 'runId'>;

/** What releases before a run told of its report and cut. */
export const sentBefore = (
  { id, asOf }: Pick<ReportHead, 'id' | 'asOf'>,
  releases: readonly KeptRelease[],
): SentReport[] =>
  releases
    .filter(({ entry }) => entry.asOf === asOf)
    .flatMap(({ entry }) => (entry.sent ?? []).filter(({ report }) => report === id));

/**
 * The revision of a report, and the one that it takes the place of: a state has one revision for each cut, however often
 * it is made, and a correction is the next one each time. A repeated run finds its own.
 */
function revisionOf(
  head: Named,
  releases: readonly KeptRelease[],
): Pick<ReportHead, 'revision' | 'replaces'> {
  const own = releases.findIndex(({ entry }) => entry.runId === head.runId);
  const before = sentBefore(head, own < 0 ? releases : releases.slice(0, own));
  const mine = own < 0 ? [] : sentBefore(head, releases.slice(own, own + 1));
  const newest = Math.max(0, ...before.map(({ revision }) => revision));
  const same = before.find(({ state }) => state === head.state && state !== 'CORRECTION');
  const revision = mine[0]?.revision ?? same?.revision ?? newest + 1;
  return newest > 0 && newest < revision ? { revision, replaces: newest } : { revision };
}

/** A report in its revision, beside what the revision before it printed otherwise. */
export function inRevision(
  report: ReleasedReport,
  releases: readonly KeptRelease[],
): ReleasedReport {
  const head = { ...report.head, ...revisionOf(report.head, releases) };
  if (head.replaces === undefined) return { ...report, head };
  const own = releases.findIndex(({ entry }) => entry.runId === head.runId);
  const earlier = own < 0 ? releases : releases.slice(0, own);
  const { figures } = ledgerOf(earlier.map(({ record }) => record));
  const isCompared = ({ period }: ReleasedFigure): boolean =>
    head.state === 'CORRECTION' || period === head.period;
  const replaced = report.figures.filter(isCompared).flatMap((now): ReleasedFigure[] => {
    const before = figures.get(figureKey(now));
    return before === undefined || isDeepStrictEqual(before, now) ? [] : [before];
  });
  return { ...report, head, replaced };
}

/** What was corrected may not be mailed again as if it had not been. Throws `RunRequestError`. */
export function refuseCorrected(heads: readonly Named[], releases: readonly KeptRelease[]): void {
  for (const head of heads) {
    const sent = sentBefore(head, releases);
    const correction = sent.findLast(({ state }) => state === 'CORRECTION');
    if (correction === undefined || head.state === 'CORRECTION' || head.state === 'HELD') continue;
    throw new RunRequestError(
      `--send: ${head.id} as of ${head.asOf} was corrected by r${correction.revision}; what was sent stands, or is corrected again with --correct`,
    );
  }
}

/** Whether the chain says all of this already. What somebody signed is said each time; a notice has nothing to say. */
export const areTold = (heads: readonly ReportHead[], releases: readonly KeptRelease[]): boolean =>
  heads.every(
    (head) =>
      head.state === 'HELD' ||
      (head.signed === undefined &&
        sentBefore(head, releases).some(({ state }) => state === head.state)),
  );

/** What a release tells of its reports, whose editions share a revision. */
export const sentOf = (
  heads: readonly ReportHead[],
  releases: readonly KeptRelease[],
): SentReport[] =>
  heads.flatMap((head) => {
    const { id: report, edition, state } = head;
    if (edition !== report || state === 'HELD' || state === 'ANALYSIS') return [];
    return [{ report, state, revision: revisionOf(head, releases).revision }];
  });
