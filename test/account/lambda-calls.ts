import timers from 'node:timers/promises';
import type { World } from './world.ts';

const THROTTLED = 429;
const MOST_MS = 2_000;
const PATIENCE_MS = 300_000;

/**
 * Invokes a function of the deployment by its short name; its answer. Waits its turn where the function is at its
 * limit, as every client of AWS does. Throws what the function throws.
 */
export async function invoke({ account }: World, name: string, event: object): Promise<unknown> {
  const path = `/2015-03-31/functions/tenure-proof-${name}/invocations`;
  const call = { method: 'POST', body: JSON.stringify(event) };
  let response = await account.calls.send('lambda', path, call);
  const late = Date.now() + PATIENCE_MS;
  for (let pause = 100; response.status === THROTTLED; pause = Math.min(pause * 2, MOST_MS)) {
    await response.arrayBuffer();
    if (Date.now() > late) throw new Error(`${name}: throttled for too long`);
    await timers.setTimeout(pause);
    response = await account.calls.send('lambda', path, call);
  }
  const text = await response.text();
  if (!response.ok || response.headers.has('x-amz-function-error'))
    throw new Error(`${name}: ${text.slice(0, 1000)}`);
  return text === '' ? null : JSON.parse(text);
}
