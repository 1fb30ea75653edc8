import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { limitConcurrency } from './limit-concurrency.ts';

it('runs so many at a time, in order, and goes on after a failure', async () => {
  const limited = limitConcurrency(3);
  const started: number[] = [];
  let running = 0;
  let most = 0;
  const task = async (n: number) => {
    started.push(n);
    running += 1;
    most = Math.max(most, running);
    await setImmediate();
    running -= 1;
    if (n % 4 === 0) throw new Error(`task ${n}`);
    return n;
  };
  const numbers = Array.from({ length: 20 }, (_, n) => n);
  const ended = await Promise.allSettled(numbers.map((n) => limited(() => task(n))));
  expect(most).toBe(3);
  expect(started).toEqual(numbers);
  expect(ended.filter(({ status }) => status === 'rejected')).toHaveLength(5);
  expect(await limited(() => task(1))).toBe(1);
});
