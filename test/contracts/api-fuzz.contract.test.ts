import fc from 'fast-check';
import { expect, it } from 'vitest';
import { idOf, openApi, releaseRun } from '../fixtures/api-caller.ts';
import { openedDocument, responseSchema } from '../fixtures/openapi-schemas.ts';

const REQUESTS = 10_000;

const id = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('OWN', 'RELEASED') },
  fc.constantFrom('a'.repeat(52), 'A'.repeat(52), '..', '%00', '%2e%2e%2f', '__proto__', '%ff'),
  fc.string({ maxLength: 60 }).map(encodeURIComponent),
);
const path = fc.oneof(
  fc.constantFrom('/recalculations', '/erasures', '/reports', '/openapi.json', '/'),
  id.map((one) => `/recalculations/${one}`),
  id.map((one) => `/recalculations/${one}/report`),
  id.map((one) => `/recalculations/${one}/cancel`),
  fc
    .tuple(id, fc.string({ maxLength: 20 }))
    .map(
      ([one, query]) =>
        `/recalculations/${one}/report?${encodeURIComponent(query)}=${encodeURIComponent(query)}`,
    ),
  fc.webPath().map((one) => `/${one}`),
);
const field = fc.oneof(
  fc.constantFrom(
    'report',
    'period',
    'scope',
    'deliver',
    'customerId',
    '__proto__',
    'constructor',
    'filter',
  ),
  fc.string({ maxLength: 12 }),
);
const value = fc.oneof(
  fc.constantFrom(
    'weekly',
    'board',
    'all',
    '2026-W47',
    '2026-W30',
    '2026-W99',
    '9999-W01',
    '0000-W01',
    true,
    false,
  ),
  fc.string({ maxLength: 300 }),
  fc.jsonValue({ maxDepth: 3 }),
);
const sound = fc.record(
  {
    report: fc.constantFrom('weekly', 'board', 'none'),
    period: fc
      .tuple(fc.integer({ min: 2015, max: 2027 }), fc.integer({ min: 0, max: 60 }))
      .map(([year, week]) => `${year}-W${String(week).padStart(2, '0')}`),
    scope: fc.constantFrom('all', 'country'),
    deliver: fc.boolean(),
  },
  { requiredKeys: [] },
);
const body = fc.oneof(
  { weight: 3, arbitrary: sound.map((one) => JSON.stringify(one)) },
  { weight: 2, arbitrary: fc.dictionary(field, value).map((one) => JSON.stringify(one)) },
  fc.string({ maxLength: 200 }),
  fc.json({ maxDepth: 4 }),
  fc.constantFrom(
    '',
    '{',
    'null',
    '[]',
    '"x"',
    '{"__proto__":{}}',
    `"${'x'.repeat(17_000)}"`,
    `${'['.repeat(5000)}${']'.repeat(5000)}`,
  ),
);
const request = fc.record({
  who: fc.constantFrom('ann', 'ann', 'ann', 'ben', 'operator', 'privacy', 'guest', 'nobody'),
  method: fc.constantFrom(
    'GET',
    'GET',
    'POST',
    'POST',
    'POST',
    'PUT',
    'DELETE',
    'PATCH',
    'HEAD',
    'OPTIONS',
  ),
  path,
  body,
  type: fc.constantFrom(
    'application/json',
    'application/json',
    'application/json; charset=utf-8',
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
  ),
  key: fc.oneof(
    fc.constantFrom('k1', 'k2', '', ' ', 'é'),
    fc.string({ minLength: 1, maxLength: 300, unit: 'grapheme-ascii' }),
  ),
});
type Fuzzed = typeof request extends fc.Arbitrary<infer T> ? T : never;

const document = await openedDocument();

const requestOf = ({ who, method, path: address, body: text, type, key }: Fuzzed, ids: Ids) => {
  const headers = new Headers({ 'x-test-caller': who, 'content-type': type });
  if (/^[\x21-\x7e]*$/.test(key)) headers.set('idempotency-key', key);
  const carries = method === 'POST' || method === 'PUT' || method === 'PATCH';
  const target = address.replace('OWN', ids.own).replace('RELEASED', ids.released);
  return { target, init: { method, headers, ...(carries ? { body: text } : {}) } };
};

interface Ids {
  readonly own: string;
  readonly released: string;
}

const ROUTE =
  /^(GET \/(reports|recalculations\/[^/?]+(\/report(\?.*)?)?)|POST \/(erasures|recalculations(\/[^/]+\/cancel)?))$/;

/** Every refusal is a problem; whatever the document describes is as it says. */
async function check(answer: Response, route: string): Promise<void> {
  expect(answer.status).toBeLessThan(500);
  const text = await answer.text();
  const [type] = (answer.headers.get('content-type') ?? '').split(';');
  if (answer.status >= 400 && text !== '') expect(type).toBe('application/problem+json');
  const elsewhere = answer.status === 404 || answer.status === 405 || text === '';
  if (elsewhere || type === 'text/csv' || !ROUTE.test(route)) return;
  const schema = responseSchema(document, route, answer);
  expect(schema.safeParse(JSON.parse(text)).error?.issues).toBeUndefined();
}

it(`answers ${REQUESTS} requests of any kind as it says, and fails at none`, async () => {
  const api = openApi();
  const own = await idOf(await api.recalculate('ann', 'k1'));
  const released = await idOf(await api.recalculate('ann', 'k2', { period: '2026-W46' }));
  await releaseRun(api, released);
  const met = new Set<number>();
  const send = async (fuzzed: Fuzzed) => {
    const { target, init } = requestOf(fuzzed, { own, released });
    const answer = await api.app.request(target, init);
    met.add(answer.status);
    await check(answer, `${init.method} ${target}`);
  };
  await fc.assert(fc.asyncProperty(request, send), { numRuns: REQUESTS, seed: 20261124 });
  expect(api.failures).toEqual([]);
  expect([...met].sort()).toEqual(
    expect.arrayContaining([200, 202, 400, 401, 403, 404, 405, 409, 413, 415, 422]),
  );
});
