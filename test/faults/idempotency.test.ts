import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { listTriggers } from '#lib/runs/trigger.ts';
import { fileStore } from '#lib/store/file-store.ts';
import type { Store } from '#lib/store/store.ts';
import { idOf, openApi } from '../fixtures/api-caller.ts';
import { crashingOrchestrator, crashingStore } from '../fixtures/crashing-store.ts';
import { atEveryCrash } from '../fixtures/every-crash.ts';
import { memoryStore } from '../fixtures/memory-store.ts';

const HUNDRED = Array.from({ length: 100 }, (_, index) => index);
const MINUTE = 60;
const DAY = 86_400;

const root = await mkdtemp(join(tmpdir(), 'idempotency-'));
afterAll(() => rm(root, { recursive: true }));
const stores: readonly [string, Store][] = [
  ['memory', memoryStore()],
  ['a folder', await fileStore(root)],
];

describe.each(stores)('one request 100 times at once and 100 times later, in %s', (_, store) => {
  it('is one run, answered the same', async () => {
    const api = openApi({}, store);
    const together = await Promise.all(HUNDRED.map(() => api.recalculate('ann', 'k1')));
    const statuses = together.map(({ status }) => status);
    expect(statuses.filter((status) => status === 202).length).toBeGreaterThanOrEqual(1);
    expect(new Set(statuses.filter((status) => status !== 202))).toEqual(new Set([409]));
    const later: Response[] = [];
    for (const repeat of HUNDRED) {
      if (repeat === 50) api.books.pass(DAY);
      later.push(await api.recalculate('ann', 'k1'));
    }
    const accepted = [...together.filter(({ status }) => status === 202), ...later];
    const answers = await Promise.all(
      accepted.map(async (one) => [one.status, one.headers.get('location'), await one.text()]),
    );
    expect(new Set(answers.map(String)).size).toBe(1);
    expect(later.map(({ headers }) => headers.get('idempotency-replayed'))).toEqual(
      Array(100).fill('true'),
    );
    expect(api.orchestrator.started.size).toBe(1);
    expect(await listTriggers(api.books)).toHaveLength(1);
  });
});

it('is one run under fifty keys of each of two callers at once', async () => {
  const api = openApi();
  const answers = await Promise.all(
    HUNDRED.map((n) => api.recalculate(n % 2 === 0 ? 'ann' : 'ben', `key-${n}`)),
  );
  const statuses = answers.map(({ status }) => status).sort();
  expect(statuses).toEqual([...Array(99).fill(200), 202]);
  expect(new Set(await Promise.all(answers.map(idOf))).size).toBe(1);
  expect(api.orchestrator.started.size).toBe(1);
});

it('is one run, and the answer as if nothing had happened, wherever the API dies', async () => {
  const expected = await openApi().recalculate('ann', 'k1', { deliver: true });
  const witness = [expected.status, expected.headers.get('location'), await expected.text()];
  const points = await atEveryCrash(async (fuse) => {
    const api = openApi();
    const dying = openApi({
      ...api.ports,
      store: crashingStore(api.ports.store, fuse),
      orchestrator: crashingOrchestrator(api.orchestrator, fuse),
    });
    const first = await dying.recalculate('ann', 'k1', { deliver: true });
    const died = first.status !== 202;
    if (died) expect(first.status).toBe(503);
    api.books.pass(MINUTE);
    const second = await api.recalculate('ann', 'k1', { deliver: true });
    expect([second.status, second.headers.get('location'), await second.text()]).toEqual(witness);
    expect([...api.orchestrator.started.keys()]).toHaveLength(1);
    expect((await listTriggers(api.books)).map(({ attempt }) => attempt)).toEqual([1]);
    const seen = await api.call('ann', `GET ${second.headers.get('location')}`);
    expect(seen.status).toBe(200);
    return died;
  });
  // Thirteen calls of store and orchestrator, before and after each.
  expect(points).toBe(26);
});

describe('the quota', () => {
  it('of a day is fifty requests of a caller, repetitions aside', async () => {
    const api = openApi();
    await Promise.all(HUNDRED.map(() => api.recalculate('ann', 'k0')));
    for (let n = 1; n < 50; n += 1) await api.recalculate('ann', `k${n}`);
    expect((await api.recalculate('ann', 'k49')).status).toBe(200);
    expect((await api.recalculate('ann', 'k0')).status).toBe(202);
    const over = await api.recalculate('ann', 'k50');
    expect([over.status, over.headers.get('retry-after')]).toEqual([429, String(17 * 3600)]);
    expect((await api.recalculate('ben', 'k50')).status).toBe(200);
    api.books.pass(DAY);
    expect((await api.recalculate('ann', 'k50')).status).toBe(200);
  });
});
