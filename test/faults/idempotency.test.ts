import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createApi } from '#lib/api/app.ts';
import { listTriggers } from '#lib/runs/trigger.ts';
import { fileStore } from '#lib/store/file-store.ts';
import type { Store } from '#lib/store/store.ts';
import { CONFIGURATION, idOf, openApi } from '../fixtures/api-caller.ts';
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
    const dying = createApi({
      ...api.ports,
      store: crashingStore(api.ports.store, fuse),
      orchestrator: crashingOrchestrator(api.orchestrator, fuse),
    });
    const request = {
      method: 'POST',
      headers: {
        'x-test-caller': 'ann',
        'content-type': 'application/json',
        'idempotency-key': 'k1',
      },
      body: JSON.stringify({ report: 'weekly', period: '2026-W47', deliver: true }),
    };
    const first = await dying.request('/recalculations', request);
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

describe('a key', () => {
  it('with another body is refused, whether the first is answered or not', async () => {
    const api = openApi();
    await api.recalculate('ann', 'k1');
    expect((await api.recalculate('ann', 'k1', { deliver: true })).status).toBe(422);
    expect((await api.recalculate('ann', 'k1', { period: '2026-W46' })).status).toBe(422);
    expect((await api.recalculate('ann', 'k1', { deliver: false, scope: 'all' })).status).toBe(202);
  });

  it('of one caller means nothing for another', async () => {
    const api = openApi();
    await api.recalculate('ann', 'k1');
    const other = await api.recalculate('ben', 'k1', { period: '2026-W46' });
    expect([other.status, other.headers.get('idempotency-replayed')]).toEqual([202, null]);
  });

  it('whose answer is due within a minute waits, then is taken over', async () => {
    let down = true;
    const api = openApi();
    const failing = openApi(
      {
        orchestrator: {
          ...api.orchestrator,
          start: (name, input) =>
            down ? Promise.reject(new Error('no')) : api.orchestrator.start(name, input),
        },
      },
      api.ports.store,
    );
    expect((await failing.recalculate('ann', 'k1')).status).toBe(503);
    down = false;
    failing.books.pass(20);
    const waiting = await failing.recalculate('ann', 'k1');
    expect([waiting.status, waiting.headers.get('retry-after')]).toEqual([409, '40']);
    failing.books.pass(39);
    const nearly = await failing.recalculate('ann', 'k1');
    expect([nearly.status, nearly.headers.get('retry-after')]).toEqual([409, '1']);
    failing.books.pass(1);
    expect((await failing.recalculate('ann', 'k1')).status).toBe(202);
    expect(failing.failures).toEqual(['Error']);
  });
});

describe('what a key remembers', () => {
  it('is what the request meant when it first came, though the configuration is another one', async () => {
    const api = openApi();
    const first = await api.recalculate('ann', 'k1');
    const changed = { ...CONFIGURATION, privacy: { ...CONFIGURATION.privacy, k: 20 } };
    const later = openApi({ configuration: changed }, api.ports.store);
    expect(await idOf(await later.recalculate('ann', 'k1'))).toBe(await idOf(first));
    const anew = await later.recalculate('ann', 'k2');
    expect([anew.status, (await idOf(anew)) === (await idOf(first))]).toEqual([202, false]);
  });

  it('is also what a broken-off request meant', async () => {
    const api = openApi();
    const meant = await idOf(await openApi().recalculate('ann', 'k1'));
    const start = () => Promise.reject(new Error('no'));
    const failing = openApi({ orchestrator: { ...api.orchestrator, start } }, api.ports.store);
    expect((await failing.recalculate('ann', 'k1')).status).toBe(503);
    const changed = { ...CONFIGURATION, privacy: { ...CONFIGURATION.privacy, k: 20 } };
    const later = openApi({ configuration: changed }, api.ports.store);
    later.books.pass(MINUTE);
    const taken = await later.recalculate('ann', 'k1');
    expect([taken.status, await idOf(taken)]).toEqual([202, meant]);
  });

  it('is forgotten after seven days', async () => {
    const api = openApi();
    await api.recalculate('ann', 'k1');
    api.books.pass(7 * DAY - 1);
    expect((await api.recalculate('ann', 'k1')).headers.get('idempotency-replayed')).toBe('true');
    api.books.pass(1);
    const anew = await api.recalculate('ann', 'k1', { period: '2026-W46' });
    expect([anew.status, anew.headers.get('idempotency-replayed')]).toEqual([202, null]);
  });

  it.each([
    ['a bad body', 400, { body: { report: 'weekly' } }],
    ['no JSON', 400, { text: '{' }],
    ['another type', 415, { text: '{}', headers: { 'content-type': 'text/plain' } }],
    ['a large body', 413, { text: 'x'.repeat(20_000) }],
  ])('is nothing of %s', async (_, status, sent) => {
    const api = openApi();
    const headers = { 'idempotency-key': 'k1', ...('headers' in sent ? sent.headers : {}) };
    const refused = await api.call('ann', 'POST /recalculations', { ...sent, headers });
    expect(refused.status).toBe(status);
    expect(await api.ports.store.list('')).toEqual([]);
    expect((await api.recalculate('ann', 'k1')).status).toBe(202);
  });
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
