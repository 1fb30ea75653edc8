import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Drafts } from '#lib/pipeline/draft-reports.ts';
import { releaseDrafts } from '#lib/pipeline/release-drafts.ts';
import { NO_RELEASES } from '#lib/privacy/ledger/release-ledger.ts';
import { SINGLE_RELEASE_ATTACKS } from './attackers/single-release.ts';
import { MUTANTS, mutated } from './naive/mutants.ts';
import { naiveDrafts } from './naive/naive-drafts.ts';
import { writeContent } from './naive/naive-run.ts';
import { type RunPlan, requestOf, servicesOf } from './runs/run-request.ts';
import { AS_OF, sideOf, singleShop } from './runs/side.ts';
import { deliveryOn, writeDelivery } from './shop/delivery.ts';

const delivery = deliveryOn(singleShop(), AS_OF);
let folder = '';
let plan: RunPlan;
let drafts: Drafts;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenure-mutants-'));
  const configuration = await writeDelivery(delivery, join(folder, 'shop'));
  plan = { configuration, asOf: AS_OF, folder, store: join(folder, 'store') };
  drafts = await naiveDrafts(await requestOf(plan), servicesOf(plan));
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

it.each(MUTANTS)('a gate that $name is caught by $caughtBy', async (mutant) => {
  const attack = SINGLE_RELEASE_ATTACKS.find(({ name }) => name === mutant.caughtBy);
  const own = { ...plan, folder: join(folder, mutant.name.replaceAll(' ', '-')) };
  const request = await requestOf(own);
  const { content } = await releaseDrafts(
    mutated(mutant, drafts),
    request.configuration,
    NO_RELEASES,
  );
  await writeContent(content, request, servicesOf(own));
  const side = await sideOf(own.folder, delivery);
  expect(attack?.on(side).recovered).toBeGreaterThan(0);
});
