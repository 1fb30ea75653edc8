import { describe, expect, it } from 'vitest';
import { idOf, openApi, releaseRun, type Sent } from '../fixtures/api-caller.ts';

/** Ann has asked for a run and a released one; the schedule has begun a third. */
async function opened() {
  const api = openApi();
  const own = await idOf(await api.recalculate('ann', 'k1'));
  const released = await idOf(await api.recalculate('ann', 'k2', { period: '2026-W46' }));
  await releaseRun(api, released);
  return { api, own, released };
}

const WEEK: Sent = {
  body: { report: 'weekly', period: '2026-W40' },
  headers: { 'idempotency-key': 'k' },
};
const ROUTES: Readonly<Record<string, readonly [string, Sent]>> = {
  ask: ['POST /recalculations', WEEK],
  see: ['GET /recalculations/OWN', {}],
  report: ['GET /recalculations/RELEASED/report', {}],
  cancel: ['POST /recalculations/OWN/cancel', {}],
  erase: ['POST /erasures', { body: { customerId: 'C-17' } }],
  catalogue: ['GET /reports', {}],
  document: ['GET /openapi.json', {}],
  elsewhere: ['GET /recalculations', {}],
  nowhere: ['GET /admin', {}],
};

/** Who may read what concerns nobody, and roads that lead nowhere. */
const READER = { catalogue: 200, document: 200, elsewhere: 405, nowhere: 404 };
const OWNER = { ask: 202, see: 200, report: 200, cancel: 202, erase: 403, ...READER };
const NO_RUNS = { ask: 403, see: 403, report: 403, cancel: 403 };

/** Every caller at every route: the owner, another of the same role, other roles, no role, nobody. */
const ANSWERS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  ann: OWNER,
  ben: { ...OWNER, see: 404, report: 404, cancel: 404 },
  operator: OWNER,
  privacy: { ...NO_RUNS, erase: 202, ...READER },
  guest: { ...NO_RUNS, erase: 403, ...READER, catalogue: 403, document: 403 },
  nobody: Object.fromEntries(Object.keys(ROUTES).map((route) => [route, 401])),
};

const cells = Object.entries(ANSWERS).flatMap(([who, row]) =>
  Object.entries(row).map(([name, status]) => ({ who, name, status })),
);

it('leaves no cell of the table empty', () => {
  for (const row of Object.values(ANSWERS)) expect(Object.keys(row)).toEqual(Object.keys(ROUTES));
});

describe('who may what', () => {
  it.each(cells)('$who, $name: $status', async ({ who, name, status }) => {
    const { api, own, released } = await opened();
    const [route, sent] = ROUTES[name] ?? ['GET /', {}];
    const address = route.replace('OWN', own).replace('RELEASED', released);
    const answer = await api.call(who, address, sent);
    expect(answer.status).toBe(status);
    if (status < 400) return;
    expect(await answer.text()).not.toContain(own);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });
});

describe('another one’s run', () => {
  it('looks like none at all', async () => {
    const { api, own } = await opened();
    const absent = 'a'.repeat(52);
    for (const route of [
      'GET /recalculations/ID',
      'GET /recalculations/ID/report',
      'POST /recalculations/ID/cancel',
    ]) {
      const [foreign, none] = await Promise.all(
        [own, absent].map((id) => api.call('ben', route.replace('ID', id))),
      );
      expect(await foreign?.text()).toBe(await none?.text());
      expect([...(foreign?.headers ?? [])]).toEqual([...(none?.headers ?? [])]);
    }
  });

  it('may be seen by who asks for the same week, but not cancelled', async () => {
    const { api, own } = await opened();
    const same = await api.recalculate('ben', 'k1');
    expect([same.status, await idOf(same)]).toEqual([200, own]);
    expect((await api.call('ben', `GET /recalculations/${own}`)).status).toBe(200);
    expect((await api.call('ben', `POST /recalculations/${own}/cancel`)).status).toBe(403);
  });

  it('leaves no name of a caller in the ledger', async () => {
    const { api } = await opened();
    for (const key of await api.ports.store.list('')) {
      const stored = await api.ports.store.get(key);
      expect(`${key} ${new TextDecoder().decode(stored?.body)}`).not.toMatch(/arn:|role/);
    }
  });
});
