import { append, policyVersionOf } from '#lib/chain/chain.ts';
import type { PolicyBody } from '#lib/chain/chain-body.ts';
import type { Configuration, ReportConfiguration } from '#lib/config/configuration.ts';
import { refuseAdvanced } from '#lib/erasure/erasure-advanced.ts';
import { GateRefusal } from '#lib/privacy/gate/verdict.ts';
import { isEmpty } from '#lib/privacy/ledger/release-ledger.ts';
import type { Released } from '#lib/privacy/released.ts';
import { identityHash } from '#lib/runs/identity-hash.ts';
import type { Store } from '#lib/store/store.ts';
import { disclosurePolicy } from './disclosure-policy.ts';
import type { Drafts } from './draft-reports.ts';
import { type GatedRun, type ReleasedContent, releaseDrafts } from './release-drafts.ts';
import { keepRelease, type ReleaseEntry, readLedger } from './release-ledger.ts';
import type { RunFacts } from './report-context.ts';

/** The chain of releases, and whether this run adds to it: a run whose reports nobody is sent does not. */
export interface ReleaseChain {
  readonly store: Store;
  readonly commits: boolean;
  /** Version of the erasure list as it is now. */
  readonly erasureListVersion: () => Promise<string>;
  /** Name and version of the engine that measured. */
  readonly engine: string;
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
  { configuration, facts }: Pick<Gated, 'configuration' | 'facts'>,
  { store, commits, engine, erasureListVersion }: ReleaseChain,
): Promise<Released<ReleasedContent>> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const { ledger, head, policyVersion } = await readLedger(store);
    const run = await releaseDrafts(drafts, configuration, ledger);
    if (commits && isEmpty(run.record)) return run.content;
    refuseAdvanced(facts, await erasureListVersion());
    if (!commits) return run.content;
    const policy = policyOf(configuration);
    if (policyVersion !== policyVersionOf(policy)) {
      await append(store, head, policy);
      continue;
    }
    const isFirst = ledger.frozen.size === 0;
    const entry = entryOf({ configuration, facts, run, isFirst }, drafts, engine);
    if ((await keepRelease(store, { head, record: run.record }, entry)) === 'kept')
      return run.content;
  }
  throw new GateRefusal('LEDGER_MOVED');
}

interface Gated {
  readonly configuration: Configuration;
  readonly facts: RunFacts;
  readonly run: GatedRun;
  /** There is no earlier release to check the increments by. */
  readonly isFirst: boolean;
}

function entryOf({ configuration, facts, run, isFirst }: Gated, drafts: Drafts, engine: string) {
  const ids = drafts.reports.map(({ head }) => head.id);
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
    reports: ids,
    recipientGroups: groupsOf(configuration.reports.filter(({ id }) => ids.includes(id))),
  } as const satisfies ReleaseEntry;
}

const groupsOf = (reports: readonly ReportConfiguration[]): string[] =>
  [...new Set(reports.flatMap(({ recipients }) => Object.keys(recipients)))].sort();

/** The rules of a run: a change of them is an entry of its own. */
function policyOf(configuration: Configuration): PolicyBody {
  const { k, dominancePercent } = disclosurePolicy(configuration);
  const catalogue = configuration.reports.map(({ id, segments, cohorts }) => ({
    id,
    segments,
    cohorts,
  }));
  return {
    kind: 'policy',
    k,
    p: dominancePercent,
    scopeHash: identityHash(configuration.scope),
    catalogueHash: identityHash(catalogue),
  };
}
