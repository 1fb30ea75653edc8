import assert from 'node:assert/strict';
import * as z from 'zod';
import { executions, settled } from './executions.ts';
import type { Proofs } from './proofs.ts';
import type { World } from './world.ts';

const answered = z.looseObject({ id: z.string(), state: z.string() });
const WEEK = { report: 'weekly', scope: 'all', period: '2026-W45' };

interface Asked {
  readonly body?: object;
  readonly key?: string;
}

type Call = (method: string, path: string, asked?: Asked) => Promise<Response>;

const baseOf = ({ account }: World): string =>
  `/restapis/${account.stacks.resource('AWS::ApiGateway::RestApi')}/v1/_user_request_`;

const callerOf =
  (world: World): Call =>
  (method, path, { body, key } = {}) =>
    world.account.calls.send('execute-api', `${baseOf(world)}${path}`, {
      method,
      headers: {
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(key ? { 'idempotency-key': key } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });

const statusOf = async (response: Promise<Response>): Promise<number> => (await response).status;

/** The API behind the gateway, as a caller of the account sees it. */
export async function proveApi(world: World, proofs: Proofs): Promise<void> {
  const call = callerOf(world);
  await proofs.show('an unsigned request is refused', async () => {
    const response = await fetch(`${world.account.endpoint}${baseOf(world)}/reports`);
    assert.ok([401, 403].includes(response.status), String(response.status));
  });
  await proofs.show('GET /reports and GET /openapi.json describe what there is', async () => {
    assert.equal(await statusOf(call('GET', '/reports')), 200);
    const document: unknown = await (await call('GET', '/openapi.json')).json();
    assert.match(JSON.stringify(document), /"openapi":"3\.1/);
  });
  await proveRecalculation(world, proofs);
  await proofs.show('POST /erasures answers alike for the known and the unknown', async () => {
    const ask = (customerId: string, key: string) =>
      call('POST', '/erasures', { body: { customerId }, key });
    const known = await ask('c-1', 'proof-key-000000004');
    const unknown = await ask('?', 'proof-key-000000005');
    assert.equal(known.status, 202, await known.clone().text());
    assert.equal(unknown.status, 202);
    const shape = (body: unknown) => Object.keys(z.looseObject({}).parse(body)).sort();
    assert.deepEqual(shape(await known.json()), shape(await unknown.json()));
  });
}

async function proveRecalculation(world: World, { show }: Proofs): Promise<void> {
  const call = callerOf(world);
  const recalculate = (body: object, key?: string) =>
    call('POST', '/recalculations', key === undefined ? { body } : { body, key });
  let location = '';
  await show('POST /recalculations answers 202, and again the same to the same key', async () => {
    const first = await recalculate(WEEK, 'proof-key-000000001');
    assert.equal(first.status, 202, await first.clone().text());
    location = first.headers.get('location') ?? '';
    const again = await recalculate(WEEK, 'proof-key-000000001');
    assert.equal(again.status, 202);
    assert.equal(again.headers.get('idempotency-replayed'), 'true');
    assert.equal(await statusOf(recalculate(WEEK, 'proof-key-000000002')), 200);
  });
  await show('400, 404, 409 and 422 each where they belong', async () => {
    const more = { ...WEEK, segment: 'IE' };
    assert.equal(await statusOf(recalculate(more, 'proof-key-000000003')), 400);
    assert.equal(await statusOf(recalculate(WEEK)), 400);
    const changed = { ...WEEK, period: '2026-W44' };
    assert.equal(await statusOf(recalculate(changed, 'proof-key-000000001')), 422);
    assert.equal(await statusOf(call('GET', `/recalculations/${'a'.repeat(52)}`)), 404);
    assert.equal(await statusOf(call('GET', `${pathOf(location)}/report`)), 409);
  });
  await show('a recalculation ends, mails nobody, and its report can be read', async () => {
    await settled(world);
    assert.equal((await executions(world)).length, 2);
    assert.equal(world.inbox.messages.length, 2);
    const about = answered.parse(await (await call('GET', pathOf(location))).json());
    assert.equal(about.state, 'succeeded');
    const report = await call('GET', `${pathOf(location)}/report`);
    assert.equal(report.status, 200);
    assert.match(await report.text(), /2026-W45/);
  });
}

const pathOf = (location: string): string => location.replace(/^.*(\/recalculations\/)/, '$1');
