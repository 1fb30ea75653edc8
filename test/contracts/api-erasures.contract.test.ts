import { expect, it } from 'vitest';
import * as z from 'zod';
import { openApi } from '../fixtures/api-caller.ts';

const CALLS = 500;
const receipt = z.strictObject({ receipt: z.string(), due: z.string() });

/** Probability that a value of one list exceeds one of the other: 0.5 where nothing tells them apart. */
function auc(one: readonly number[], other: readonly number[]): number {
  const wins = one.flatMap((a) => other.map((b) => (a > b ? 1 : a === b ? 0.5 : 0)));
  return wins.reduce<number>((sum, win) => sum + win, 0) / wins.length;
}

const erase = (api: ReturnType<typeof openApi>, customerId: string) =>
  api.call('privacy', 'POST /erasures', { body: { customerId } });

/** Calls of the store that one request makes. */
function counted() {
  const api = openApi();
  const calls: string[] = [];
  const { store } = api.ports;
  const noted = openApi({
    store: {
      ...store,
      get: (key) => {
        calls.push('get');
        return store.get(key);
      },
      list: (prefix) => {
        calls.push('list');
        return store.list(prefix);
      },
      createIfAbsent: (key, body) => {
        calls.push(`create ${body.length}`);
        return store.createIfAbsent(key, body);
      },
    },
  });
  return { api: noted, calls };
}

it('looks nobody up: the same calls, headers and shape for a known and an unknown id', async () => {
  const { api, calls } = counted();
  await erase(api, 'the first of all, who begins the chain');
  calls.splice(0);
  const shapes = new Set<string>();
  for (const id of ['C-17', 'C-17', 'X'.repeat(255), 'zz', 'Ωmega', "'; drop table"]) {
    const answer = await erase(api, id);
    expect(receipt.parse(await answer.json()).due).toBe('2026-12-22');
    shapes.add(`${answer.status} ${JSON.stringify([...answer.headers])} ${calls.splice(0)}`);
  }
  expect(shapes.size).toBe(1);
});

it('takes the same time for both', async () => {
  const api = openApi();
  for (let n = 0; n < 200; n += 1) await erase(api, `warm-${n}`);
  const known: number[] = [];
  const unknown: number[] = [];
  for (let n = 0; n < CALLS; n += 1) {
    for (const [times, id] of [
      [known, 'C-17'],
      [unknown, `C-${100_000 + n}`],
    ] as const) {
      const begin = process.hrtime.bigint();
      const answer = await erase(api, id);
      times.push(Number(process.hrtime.bigint() - begin));
      expect(answer.status).toBe(202);
    }
  }
  const score = auc(known, unknown);
  expect(Math.max(score, 1 - score)).toBeLessThan(0.6);
});
