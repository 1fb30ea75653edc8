import { identityHash } from '#lib/runs/identity-hash.ts';
import type { Store } from '#lib/store/store.ts';
import { memoryStore } from '../../test/fixtures/memory-store.ts';
import { appendAtHead } from './chain.ts';
import type { ChainBody, ErasureBody, ReleaseBody } from './chain-body.ts';

export const erasure = (name: string): ErasureBody => ({
  kind: 'erasure',
  erasureListVersion: identityHash(name),
});

const sha256 = 'a'.repeat(64);
export const release: ReleaseBody = {
  kind: 'release',
  runId: '0123456789ab',
  asOf: '2026-11-23',
  snapshotHash: 'b'.repeat(64),
  erasureListVersion: identityHash('list'),
  policyVersion: identityHash('policy'),
  tables: { orders: 'c'.repeat(64), refunds: 'd'.repeat(64) },
  withheld: { small: 12, secondary: 7 },
  audit: { lp: 'passed', integer: 'passed', residual: 'passed', increments: 'nothing-to-check' },
  solver: 'highs-1.15.3',
  engine: 'duckdb-1.4.1',
  reports: ['weekly'],
  recipientGroups: ['finance'],
  body: { key: `releases/${sha256}`, sha256 },
};
export const policy: ChainBody = {
  kind: 'policy',
  k: 10,
  p: 15,
  scopeHash: identityHash('scope'),
  catalogueHash: identityHash('catalogue'),
};

export const BODIES: readonly ChainBody[] = [policy, release, erasure('list 2')];

/** A chain of one entry of each kind. */
export async function filled(store: Store = memoryStore()): Promise<Store> {
  for (const body of BODIES) await appendAtHead(store, body);
  return store;
}
