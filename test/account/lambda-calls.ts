import type { World } from './world.ts';

/** Invokes a function of the deployment by its short name; its answer. Throws what it throws. */
export async function invoke({ account }: World, name: string, event: object): Promise<unknown> {
  const path = `/2015-03-31/functions/tenure-proof-${name}/invocations`;
  const response = await account.calls.send('lambda', path, {
    method: 'POST',
    body: JSON.stringify(event),
  });
  const text = await response.text();
  if (!response.ok || response.headers.has('x-amz-function-error'))
    throw new Error(`${name}: ${text.slice(0, 1000)}`);
  return text === '' ? null : JSON.parse(text);
}
