import { expect, it } from 'vitest';
import { append, appendAtHead, headOf, readChain } from '#lib/chain/chain.ts';
import { parseConfiguration } from '#lib/config/load-configuration.ts';
import { ErasureAdvancedError } from '#lib/erasure/erasure-advanced.ts';
import type { Scope } from '#lib/privacy/figure.ts';
import { countCell } from '#lib/privacy/gate/tables.fixture.ts';
import { figureOf, head } from '#lib/privacy/ledger/releases.fixture.ts';
import { openReleased } from '#lib/privacy/released.ts';
import { identityHash } from '#lib/runs/identity-hash.ts';
import type { Store } from '#lib/store/store.ts';
import { memoryStore } from '../../test/fixtures/memory-store.ts';
import type { Drafts } from './draft-reports.ts';
import { LedgerUnreadableError } from './release-ledger.ts';
import { releaseOnLedger } from './release-on-ledger.ts';
import type { RunFacts } from './report-context.ts';

const configurationOf = (k: number) =>
  parseConfiguration(
    `version: 1
business: { name: Example Shop, currency: EUR, timeZone: UTC }
sources: { orders: { files: orders.csv } }
privacy: { k: ${k} }
reports: [{ id: weekly, title: Report, segments: [country], recipients: { finance: [finance@example.com] } }]
mail: { from: reports@example.com, domains: [example.com], owner: controlling@example.com }
`,
    'tenure.yaml',
  );

const LIST = identityHash([]);

const facts: RunFacts = {
  runId: '0123456789ab',
  erasureListVersion: LIST,
  observation: {
    asOf: '2026-11-23',
    asOfUtc: '2026-11-23 00:00:00',
    week: 0,
    priorWeek: -1,
    yearAgoWeek: -52,
    month: 0,
    priorMonth: -1,
    yearAgoMonth: -12,
    closeDate: '2026-10-01',
    ripeBefore: '2026-11-23',
  },
  rule: { basis: 'revenue', margin: 1 },
  delivered: new Set(),
  snapshot: { hash: 'a'.repeat(64), tables: {}, calendar: null },
  state: 'FINAL',
  notes: [],
  minorUnits: 100,
};

const draftsOf = (customers: number, scope: Scope = {}): Drafts => {
  const cell = countCell(scope, customers);
  const measured = { cells: [cell], equations: [], figures: [figureOf(cell)] };
  return { reports: [{ head, measured: [measured] }], models: [], excluded: 0 };
};

interface Trial {
  readonly scope?: Scope;
  readonly customers?: number;
  readonly k?: number;
  readonly list?: string;
  readonly commits?: boolean;
}

async function released(
  store: Store,
  { scope = {}, customers = 40, k = 10, list = LIST, commits = true }: Trial = {},
) {
  const chain = { store, commits, engine: 'duckdb-1', erasureListVersion: async () => list };
  const run = { configuration: configurationOf(k), facts };
  const { content } = await releaseOnLedger(draftsOf(customers, scope), run, chain);
  const { reports } = openReleased(content);
  return reports[0]?.figures[0]?.value;
}

const kindsIn = async (store: Store) => (await readChain(store)).map(({ kind }) => kind);

it('enters the policy, then the release, with groups of recipients and no address', async () => {
  const store = memoryStore();
  expect(await released(store)).toBe(40);
  const [policy, release] = await readChain(store);
  expect(policy).toMatchObject({ kind: 'policy', k: 10, p: 15 });
  expect(release).toMatchObject({
    kind: 'release',
    reports: ['weekly'],
    recipientGroups: ['finance'],
    engine: 'duckdb-1',
    audit: { increments: 'nothing-to-check' },
  });
});

it('adds nothing when it is repeated, and prints what it printed', async () => {
  const store = memoryStore();
  await released(store);
  expect(await released(store, { customers: 43 })).toBe(40);
  expect(await kindsIn(store)).toEqual(['policy', 'release']);
});

it('adds nothing where nobody is sent it', async () => {
  const store = memoryStore();
  expect(await released(store, { commits: false })).toBe(40);
  expect(await kindsIn(store)).toEqual([]);
});

it('enters a change of policy before the next release', async () => {
  const store = memoryStore();
  await released(store);
  await released(store, { k: 12, scope: { country: 'se' } });
  expect(await kindsIn(store)).toEqual(['policy', 'release', 'policy', 'release']);
});

it('decides again on the head that an erasure has moved, and then refuses what is out of date', async () => {
  const inner = memoryStore();
  const erased = identityHash(['one']);
  let list = LIST;
  const racing: Store = {
    ...inner,
    async createIfAbsent(key, body) {
      if (key.startsWith('releases/') && list === LIST) {
        list = erased;
        await appendAtHead(inner, { kind: 'erasure', erasureListVersion: erased });
      }
      return inner.createIfAbsent(key, body);
    },
  };
  const chain = { store: racing, commits: true, engine: 'x', erasureListVersion: async () => list };
  const run = { configuration: configurationOf(10), facts };
  await expect(releaseOnLedger(draftsOf(40), run, chain)).rejects.toBeInstanceOf(
    ErasureAdvancedError,
  );
  expect(await kindsIn(inner)).toEqual(['policy', 'erasure']);
});

it('sees a release that another has entered meanwhile', async () => {
  const inner = memoryStore();
  const other = memoryStore();
  await released(other, { customers: 50 });
  const [, theirs] = await readChain(other);
  let raced = false;
  const racing: Store = {
    ...inner,
    async createIfAbsent(key, body) {
      if (key.startsWith('releases/') && !raced && theirs?.kind === 'release') {
        raced = true;
        const record = await other.get(theirs.body.key);
        await inner.createIfAbsent(theirs.body.key, record?.body ?? new Uint8Array());
        const { seq: _, previous: __, hash: ___, ...entry } = theirs;
        await append(inner, headOf(await readChain(inner)), entry);
      }
      return inner.createIfAbsent(key, body);
    },
  };
  expect(await released(racing)).toBe(50);
});

it('refuses where a record is not what the chain says of it', async () => {
  const store = memoryStore();
  await released(store);
  const [key = ''] = await store.list('releases/');
  await store.remove(key);
  await expect(released(store)).rejects.toBeInstanceOf(LedgerUnreadableError);
});
