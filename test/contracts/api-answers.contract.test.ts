import { describe, expect, it } from 'vitest';
import { finishRun, NO_MAILS } from '#lib/runs/run-state.ts';
import { idOf, openApi, releaseRun } from '../fixtures/api-caller.ts';
import { openedDocument, responseSchema } from '../fixtures/openapi-schemas.ts';

const document = await openedDocument();
const api = openApi();
const run = await idOf(await api.recalculate('ann', 'k1'));
const released = await idOf(await api.recalculate('ann', 'k2', { period: '2026-W46' }));
const erased = await idOf(await api.recalculate('ann', 'k3', { period: '2026-W45' }));
await releaseRun(api, released);
await releaseRun(api, erased);
const post = (body: object, headers: Record<string, string> = { 'idempotency-key': 'k9' }) => ({
  body,
  headers,
});
const good = { report: 'weekly', period: '2026-W44' };
const unknown = 'a'.repeat(52);

const MEETINGS = [
  ['ann', 'POST /recalculations', 202, post(good)],
  ['ben', 'POST /recalculations', 200, post(good)],
  [
    'ann',
    'POST /recalculations',
    400,
    post({ ...good, filter: 'country' }, { 'idempotency-key': 'k' }),
  ],
  ['ann', 'POST /recalculations', 400, post(good, {})],
  [
    'ann',
    'POST /recalculations',
    422,
    post({ ...good, report: 'other' }, { 'idempotency-key': 'k' }),
  ],
  [
    'ann',
    'POST /recalculations',
    422,
    post({ ...good, period: '2026-W48' }, { 'idempotency-key': 'k' }),
  ],
  [
    'ann',
    'POST /recalculations',
    422,
    post({ ...good, period: '2025-W53' }, { 'idempotency-key': 'k' }),
  ],
  ['nobody', 'POST /recalculations', 401, post(good)],
  ['privacy', 'POST /recalculations', 403, post(good)],
  [
    'ann',
    'POST /recalculations',
    415,
    { text: 'report=weekly', headers: { 'content-type': 'text/plain' } },
  ],
  ['ann', 'POST /recalculations', 413, { text: `"${'x'.repeat(20_000)}"` }],
  ['ann', `GET /recalculations/${run}`, 200, {}],
  ['ben', `GET /recalculations/${run}`, 404, {}],
  ['ann', `GET /recalculations/${unknown}`, 404, {}],
  ['ann', 'GET /recalculations/..%2f..%2fidem', 404, {}],
  ['ann', `GET /recalculations/${run}/report`, 409, {}],
  ['ann', `GET /recalculations/${released}/report`, 200, {}],
  ['ann', `GET /recalculations/${released}/report?format=xml`, 400, {}],
  ['ann', `GET /recalculations/${released}/report?country=IE`, 400, {}],
  ['ben', `GET /recalculations/${released}/report`, 404, {}],
  ['ben', `POST /recalculations/${run}/cancel`, 404, {}],
  ['ann', `POST /recalculations/${released}/cancel`, 409, {}],
  ['ann', `POST /recalculations/${run}/cancel`, 202, {}],
  ['privacy', 'POST /erasures', 202, post({ customerId: 'C-17' })],
  ['privacy', 'POST /erasures', 400, post({ customerId: '' })],
  ['ann', 'POST /erasures', 403, post({ customerId: 'C-17' })],
  ['guest', 'GET /reports', 403, {}],
  ['privacy', 'GET /reports', 200, {}],
] as const;

describe('each answer is as its route describes', () => {
  it.each(MEETINGS)('%s: %s is %d', async (...[who, route, status, sent]) => {
    const answer = await api.call(who, route, sent);
    expect(answer.status).toBe(status);
    const body = await answer.json();
    const schema = responseSchema(document, route, answer);
    expect(schema.safeParse(body).error?.issues).toBeUndefined();
    expect(answer.headers.get('content-type')).toBe(
      status < 400 ? 'application/json' : 'application/problem+json',
    );
  });
});

it('gives the report as CSV when that is asked for', async () => {
  const csv = await api.call('ann', `GET /recalculations/${released}/report?format=csv`);
  expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(csv.headers.get('content-disposition')).toBe('attachment; filename="weekly-2026-W46.csv"');
  expect(await csv.text()).toBe('metric,value\n');
});

it('gives no report of a held run', async () => {
  const held = await idOf(await api.recalculate('ann', 'k4', { period: '2026-W43' }));
  await finishRun(api.books, held, { runId: 'r1', readiness: 'HELD', mails: NO_MAILS });
  expect((await api.call('ann', `GET /recalculations/${held}/report`)).status).toBe(409);
});

it('says that a report is gone when its artefacts are', async () => {
  await api.ports.released.remove('released/r1/files/weekly/report.json');
  expect((await api.call('ann', `GET /recalculations/${erased}/report`)).status).toBe(410);
});
