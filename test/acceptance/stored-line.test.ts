import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LoadedConfiguration, loadConfiguration } from '#lib/config/load-configuration.ts';
import { NOBODY_ERASED } from '#lib/erasure/erased-persons.ts';
import type { Snapshot } from '#lib/intake/snapshot.ts';
import { outboxMailer } from '#lib/mail/outbox-mailer.ts';
import { SNAPSHOT } from '#lib/pipeline/artefacts/run-facts.ts';
import { openWarehouse } from '#lib/pipeline/open-warehouse.ts';
import { runLine } from '#lib/pipeline/run-line.ts';
import { checkDataStep } from '#lib/pipeline/steps/check-data-step.ts';
import { fitModelsStep } from '#lib/pipeline/steps/fit-models-step.ts';
import { measureStep } from '#lib/pipeline/steps/measure-step.ts';
import { releaseStep } from '#lib/pipeline/steps/release-step.ts';
import { renderStep } from '#lib/pipeline/steps/render-step.ts';
import { stepMemory } from '#lib/pipeline/steps/step-memory.ts';
import type { StoredRun } from '#lib/pipeline/steps/stored-run.ts';
import { snapshotOf } from '#lib/pipeline/take-snapshot.ts';
import { releasedStore } from '#lib/privacy/released-store.ts';
import { erasureListVersion } from '#lib/runs/erasure-list.ts';
import { writeSampleShop } from '#lib/sample/write-sample-shop.ts';
import { fileStore } from '#lib/store/file-store.ts';
import { memoryStore } from '../fixtures/memory-store.ts';

const SHOP = { customers: 1500, seed: 'stored', asOf: '2026-11-16', lateSpend: false };
const services = (folder: string) => ({
  loadedAt: new Date('2026-11-16T06:00:00Z'),
  seconds: () => 0,
  progress: () => undefined,
  mailer: outboxMailer(join(folder, 'outbox')),
  chain: async () => memoryStore(),
  erased: async () => NOBODY_ERASED,
});

let folder = '';
let loaded: LoadedConfiguration;
let snapshot: Snapshot;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenure-stored-'));
  await writeSampleShop({ ...SHOP, directory: join(folder, 'shop') });
  loaded = await loadConfiguration(join(folder, 'shop/tenure.yaml'));
  await runLine(request('laptop'), services(folder));
  snapshot = await snapshotOf(request('account'), services(folder));
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const request = (name: string) => ({
  ...loaded,
  asOf: null,
  reports: null,
  out: join(folder, name),
  store: join(folder, `${name}-store`),
  send: false,
  dryRun: false,
  memoryLimitMb: 500,
  threads: 2,
});

/** As another process finds the run: everything is read from the store again. */
async function storedRun(): Promise<StoredRun> {
  const store = await fileStore(join(folder, 'objects'));
  const books = { store, clock: () => new Date('2026-11-16T06:00:00Z'), randomId: randomUUID };
  const places = { books, work: store, pointers: 'runs/one/a1', identity: { report: 'all' } };
  return {
    configuration: loaded.configuration,
    asOf: null,
    reports: null,
    kept: stepMemory(places),
    released: releasedStore(store),
    chain: {
      store,
      commits: true,
      erasureListVersion: () => erasureListVersion(books),
      engine: 'duckdb',
    },
  };
}

/** Does something while somebody is on the erasure list who was not when the run read its data. */
async function erasure(during: () => Promise<void>): Promise<void> {
  const store = await fileStore(join(folder, 'objects'));
  await store.createIfAbsent('erasure/receipt', new TextEncoder().encode('{}'));
  await during();
  await store.remove('erasure/receipt');
}

const open = (landed: Snapshot, asOf: string) => openWarehouse(landed, asOf, request('account'));

it('makes the files of the laptop, byte for byte, each step in a process of its own and repeated', async () => {
  await (await storedRun()).kept.make(SNAPSHOT, [snapshot.hash], async () => snapshot);
  const steps = [checkDataStep, fitModelsStep, measureStep];
  for (const step of steps) await step(await storedRun(), open);
  for (const step of steps) await step(await storedRun(), open);
  await erasure(async () => {
    await expect(releaseStep(await storedRun())).rejects.toThrow('ERASURE_ADVANCED');
  });
  const { runId, releaseSeq } = await releaseStep(await storedRun());
  expect(releaseSeq).toBe(2);
  expect(await releaseStep(await storedRun())).toEqual({ runId, readiness: 'FINAL', releaseSeq });
  await renderStep(await storedRun(), runId);
  await renderStep(await storedRun(), runId);

  const store = await fileStore(join(folder, 'objects'));
  const prefix = `released/${runId}/files/`;
  const kept = (await store.list(prefix)).map((key) => key.slice(prefix.length));
  const written = readdirSync(join(folder, 'laptop'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, 'laptop').length + 1))
    .filter((path) => path !== 'run.json')
    .sort();
  expect(kept.sort()).toEqual(written);
  const differing = [];
  for (const path of written) {
    const stored = await store.get(`${prefix}${path}`);
    if (!readFileSync(join(folder, 'laptop', path)).equals(stored?.body ?? new Uint8Array()))
      differing.push(path);
  }
  expect(differing).toEqual([]);
}, 120_000);

it('recalls a step, and refuses one that ran on other inputs', async () => {
  const { kept } = await storedRun();
  const never = async () => expect.fail('computed again');
  expect(await kept.make(SNAPSHOT, [snapshot.hash], never)).toEqual(snapshot);
  const other = { ...snapshot, hash: 'other' };
  await expect(kept.make(SNAPSHOT, ['other'], async () => other)).rejects.toThrow(
    'stored snapshot is not readable at its pointer',
  );
});

it('lets a release stand, whoever is erased afterwards', async () => {
  await erasure(async () => {
    expect(await releaseStep(await storedRun())).toMatchObject({ readiness: 'FINAL' });
  });
});
