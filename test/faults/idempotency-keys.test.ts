import { describe, expect, it } from 'vitest';
import type { Orchestrator } from '#lib/runs/orchestrator.ts';
import { CONFIGURATION, idOf, openApi } from '../fixtures/api-caller.ts';

const MINUTE = 60;
const DAY = 86_400;
const CHANGED = { ...CONFIGURATION, privacy: { ...CONFIGURATION.privacy, k: 20 } };

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
    const start: Orchestrator['start'] = (name, input) =>
      down ? Promise.reject(new Error('no')) : api.orchestrator.start(name, input);
    const failing = openApi({ orchestrator: { ...api.orchestrator, start } }, api.ports.store);
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
    const later = openApi({ configuration: CHANGED }, api.ports.store);
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
    const later = openApi({ configuration: CHANGED }, api.ports.store);
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
