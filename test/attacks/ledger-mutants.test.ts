import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Configuration } from '#lib/config/configuration.ts';
import type { Drafts } from '#lib/pipeline/draft-reports.ts';
import { releaseDrafts } from '#lib/pipeline/release-drafts.ts';
import {
  ledgerOf,
  NO_RELEASES,
  type ReleaseLedger,
  type ReleaseRecord,
} from '#lib/privacy/ledger/release-ledger.ts';
import { pairsAttack } from './attackers/a02-release-pairs.ts';
import type { Score } from './attackers/score.ts';
import { naiveDrafts } from './naive/naive-drafts.ts';
import { writeContent } from './naive/naive-run.ts';
import { type RunPlan, requestOf, servicesOf } from './runs/run-request.ts';
import { mondaysTo, releasesOf } from './runs/weeks.ts';
import { attackShop } from './shop/attack-shop.ts';

const LAST = '2026-11-16';
const SHOP = {
  seed: 21,
  customers: 500,
  from: '2025-12-01',
  to: LAST,
  late: 0.05,
  erasuresAWeek: 1,
};
const WEEKS = 3;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenure-ledgers-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What there is to remember: the drafts of every week, and what each release added to the ledger. */
interface Past {
  readonly drafts: readonly Drafts[];
  readonly records: readonly ReleaseRecord[];
}

const drafted = new Map<string, Promise<Drafts>>();

/** The same drafts for every gate: only what they remember differs. */
function draftsOf(plan: RunPlan): Promise<Drafts> {
  const found =
    drafted.get(plan.asOf) ??
    requestOf(plan).then((request) => naiveDrafts(request, servicesOf(plan)));
  drafted.set(plan.asOf, found);
  return found;
}

type Memory = (past: Past, configuration: Configuration) => Promise<ReleaseLedger>;

const everything: Memory = async ({ records }) => ledgerOf(records);

const nothing: Memory = async () => NO_RELEASES;

/** The week before, as if it had been the first. */
const lastOnly: Memory = async ({ drafts }, configuration) => {
  const last = drafts.at(-1);
  if (last === undefined) return NO_RELEASES;
  return ledgerOf([(await releaseDrafts(last, configuration, NO_RELEASES)).record]);
};

/** Weeks of releases by a gate with this memory, and what their readers make of them two by two. */
async function recovered(memory: Memory): Promise<Score> {
  const [drafts, records]: [Drafts[], ReleaseRecord[]] = [[], []];
  const weeks = {
    shop: attackShop(SHOP),
    mondays: mondaysTo(LAST, WEEKS),
    folder: await mkdtemp(join(folder, 'weeks-')),
  };
  const releases = await releasesOf(weeks, async (plan: RunPlan) => {
    const request = await requestOf(plan);
    const draft = await draftsOf(plan);
    const ledger = await memory({ drafts, records }, request.configuration);
    const { content, record } = await releaseDrafts(draft, request.configuration, ledger);
    drafts.push(draft);
    records.push(record);
    await writeContent(content, request, servicesOf(plan));
  });
  return pairsAttack(releases);
}

it('recovers nothing from pairs of releases where the gate knows them all', async () => {
  const { hits, of } = await recovered(everything);
  expect(of).toBeGreaterThan(0);
  expect(hits).toEqual([]);
}, 120_000);

it.each([
  ['forgets every release', nothing],
  ['knows the last release only', lastOnly],
])(
  'recovers changes where the gate %s',
  async (_, memory) => {
    expect((await recovered(memory)).recovered).toBeGreaterThan(0);
  },
  120_000,
);
