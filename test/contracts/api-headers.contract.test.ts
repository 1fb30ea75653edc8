import { describe, expect, it } from 'vitest';
import { idOf, openApi, releaseRun } from '../fixtures/api-caller.ts';

describe('headers', () => {
  it.each(['GET /reports', 'GET /nowhere', 'PUT /reports', 'GET /openapi.json'])(
    'of %s let nothing run, frame, sniff or keep the answer',
    async (route) => {
      const { headers } = await openApi().call('ann', route);
      expect(Object.fromEntries(headers)).toMatchObject({
        'cache-control': 'no-store',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
      });
      expect(headers.get('access-control-allow-origin')).toBeNull();
    },
  );

  it('say which methods an address takes', async () => {
    const answer = await openApi().call('ann', 'DELETE /recalculations');
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
  });

  it('spare a caller who has the newest state from getting it again', async () => {
    const api = openApi();
    const own = await idOf(await api.recalculate('ann', 'k1'));
    const route = `GET /recalculations/${own}`;
    const etag = (await api.call('ann', route)).headers.get('etag') ?? '';
    const headers = { 'if-none-match': etag };
    const same = await api.call('ann', route, { headers });
    expect([same.status, await same.text()]).toEqual([304, '']);
    await releaseRun(api, own);
    expect((await api.call('ann', route, { headers })).status).toBe(200);
  });
});

it('answers with a code alone when the ledger is away or something breaks, and says so to the operator', async () => {
  const away = () => Promise.reject(new RangeError('no route to host 10.0.0.7, row C-4711'));
  const api = openApi();
  const down = openApi({ store: { ...api.ports.store, get: away } });
  const refused = await down.call('ann', `GET /recalculations/${'a'.repeat(52)}`);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '30']);
  const broken = openApi({
    pseudonymOf: () => {
      throw new TypeError('C-4711 has no key');
    },
  });
  const failed = await broken.call('privacy', 'POST /erasures', { body: { customerId: 'C-4711' } });
  expect(failed.status).toBe(500);
  const told = (await refused.text()) + (await failed.text());
  expect(told).not.toMatch(/4711|10\.0|key/);
  expect([...down.failures, ...broken.failures]).toEqual(['RangeError', 'TypeError']);
});
