import { basename } from 'node:path';
import { append, policyVersionOf } from '#lib/chain/chain.ts';
import type { PolicyBody } from '#lib/chain/chain-body.ts';
import type { Configuration, ReportConfiguration } from '#lib/config/configuration.ts';
import { registeredScopes } from '#lib/config/recipient-groups.ts';
import { RELEASED_TABLES } from '#lib/contract/landed-relation.ts';
import { refuseAdvanced } from '#lib/erasure/erasure-advanced.ts';
import { GateRefusal } from '#lib/privacy/gate/verdict.ts';
import type { Correction } from '#lib/privacy/ledger/corrections.ts';
import { isEmpty, type ReleaseLedger } from '#lib/privacy/ledger/release-ledger.ts';
import { mapReleased, type Released } from '#lib/privacy/released.ts';
import type { Signed } from '#lib/privacy/report.ts';
import { identityHash } from '#lib/runs/identity-hash.ts';
import type { Store } from '#lib/store/store.ts';
import { disclosurePolicy } from './disclosure-policy.ts';
import type { Drafts } from './draft-reports.ts';
import { type GatedRun, type ReleasedContent, releaseDrafts } from './release-drafts.ts';
import { keepRelease, type LandedName, type ReleaseEntry, readLedger } from './release-ledger.ts';
import type { RunFacts } from './report-context.ts';
import { areTold, inRevision, refuseCorrected, sentOf } from './revisions.ts';

/** The chain of releases, and whether this run adds to it: a run whose reports nobody is sent does not. */
export interface ReleaseChain {
  readonly store: Store;
  readonly commits: boolean;
  /** Version of the erasure list as it is now. */
  readonly erasureListVersion: () => Promise<string>;
  /** Name and version of the engine that measured. */
  readonly engine: string;
}

/** What passed the gate, and the entry of the chain that it stands on: its own, or the last one where it adds nothing. */
export interface LedgeredRelease {
  readonly content: Released<ReleasedContent>;
  readonly releaseSeq: number;
}

/** So many other entries may come between before a run gives up; its own change of policy is one. */
const MOST_ATTEMPTS = 6;

/**
 * The gate over everything that a run drafted and all that was released before, and its entry in the chain. A run
 * repeated after its entry was written finds its own figures there and releases the same, whoever was erased since.
 * Throws a `GateRefusal`, `ErasureAdvancedError`, or what reading the ledger throws, and then nothing may leave.
 */
export async function releaseOnLedger(
  drafts: Drafts,
  run: Decided,
  chain: ReleaseChain,
): Promise<LedgeredRelease> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const released = await releaseAtHead(drafts, run, chain);
    if (released !== 'moved') return released;
  }
  throw new GateRefusal('LEDGER_MOVED');
}

/** Decides on the chain as it is now. `moved`: it has another entry before this run's own. */
async function releaseAtHead(
  drafts: Drafts,
  { configuration, facts, correction }: Decided,
  { store, commits, engine, erasureListVersion }: ReleaseChain,
): Promise<LedgeredRelease | 'moved'> {
  const { ledger, head, releases, places, policyVersion } = await readLedger(store);
  const place = places.get(facts.runId);
  const heads = drafts.reports.map((draft) => draft.head);
  if (commits) refuseCorrected(heads, releases);
  const corrected = place === undefined ? correcting(ledger, correction) : ledger;
  const run = await releaseDrafts(drafts, configuration, corrected);
  const { record } = run;
  const content = mapReleased(run.content, (all) => ({
    ...all,
    reports: all.reports.map((report) => inRevision(report, releases)),
  }));
  if (commits && isEmpty(record) && (place !== undefined || areTold(heads, releases)))
    return { content, releaseSeq: place ?? head.seq };
  refuseAdvanced(facts, await erasureListVersion());
  if (!commits) return { content, releaseSeq: head.seq };
  const policy = policyOf(configuration);
  if (policyVersion !== policyVersionOf(policy)) {
    await append(store, head, policy);
    return 'moved';
  }
  const isFirst = ledger.frozen.size === 0;
  const entry = {
    ...entryOf({ configuration, facts, run, isFirst }, drafts, engine),
    sent: sentOf(heads, releases),
  };
  const releaseSeq = await keepRelease(
    store,
    { head, record: { ...record, landed: landedNames(facts) } },
    entry,
  );
  return releaseSeq === 'moved' ? releaseSeq : { content, releaseSeq };
}

/** A run to be decided on, and what it knows of the customers behind the changes that it corrects. */
type Decided = Pick<Gated, 'configuration' | 'facts'> & {
  readonly correction?: Correction | undefined;
};

const correcting = (ledger: ReleaseLedger, correction: Correction | undefined): ReleaseLedger =>
  correction === undefined ? ledger : { ...ledger, correction };

/** What a later restatement reads again, by names that say nothing of this machine. */
const landedNames = ({ snapshot }: RunFacts): LandedName[] =>
  RELEASED_TABLES.flatMap((table) => {
    const landed = snapshot.tables[table];
    return landed === undefined
      ? []
      : [{ table, name: basename(landed.path), versioned: landed.versioned }];
  });

interface Gated {
  readonly configuration: Configuration;
  readonly facts: RunFacts;
  readonly run: GatedRun;
  /** There is no earlier release to check the increments by. */
  readonly isFirst: boolean;
}

function entryOf({ configuration, facts, run, isFirst }: Gated, drafts: Drafts, engine: string) {
  const ids = new Set(drafts.reports.map(({ head }) => head.id));
  const { solverVersion, withheldPrimary, withheldSecondary } = run.summary;
  const tables = Object.values(facts.snapshot.tables);
  return {
    runId: facts.runId,
    asOf: facts.observation.asOf,
    snapshotHash: facts.snapshot.hash,
    erasureListVersion: facts.erasureListVersion,
    policyVersion: policyVersionOf(policyOf(configuration)),
    tables: Object.fromEntries(tables.map(({ table, sha256 }) => [table, sha256])),
    withheld: { primary: withheldPrimary, secondary: withheldSecondary },
    audit: {
      lp: 'passed',
      integer: 'passed',
      residual: 'passed',
      increments: isFirst ? 'nothing-to-check' : 'passed',
    },
    solver: solverVersion.replaceAll(' ', '-'),
    engine,
    reports: drafts.reports.map(({ head }) => head.edition),
    recipientGroups: groupsOf(configuration.reports.filter(({ id }) => ids.has(id))),
    ...(facts.signed && { signed: evidenceOf(facts.signed) }),
  } as const satisfies ReleaseEntry;
}

/** The grounds in one word: the chain has no room for free text. */
const evidenceOf = ({ act, approver, words }: Signed) => ({
  act,
  approver,
  grounds: words.replaceAll(' ', '-'),
});

const groupsOf = (reports: readonly ReportConfiguration[]): string[] =>
  [...new Set(reports.flatMap(({ recipients }) => Object.keys(recipients)))].sort();

/** The rules of a run: a change of them is an entry of its own. */
function policyOf(configuration: Configuration): PolicyBody {
  const { k, dominancePercent } = disclosurePolicy(configuration);
  const catalogue = configuration.reports.map((report) => ({
    id: report.id,
    segments: report.segments,
    cohorts: report.cohorts,
    ...(report.groups && { scopes: registeredScopes(report) }),
  }));
  return {
    kind: 'policy',
    k,
    p: dominancePercent,
    scopeHash: identityHash(configuration.scope),
    catalogueHash: identityHash(catalogue),
  };
}
