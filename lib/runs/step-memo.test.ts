import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { memoryStore } from '../../test/fixtures/memory-store.ts';
import { testBooks } from '../../test/fixtures/run-books.ts';
import { commitStep, DeterminismError, inputHashOf, recallStep, runStep } from './step-memo.ts';

const INPUTS = { step: 'measure', code: '0.1.0', inputs: ['a', 'b'] };
const bytes = (text: string) => new TextEncoder().encode(text);
const stores = () => ({ books: testBooks(), work: memoryStore() });

it('computes once and finds the same bytes afterwards', async () => {
  const both = stores();
  let computed = 0;
  const compute = async () => {
    computed += 1;
    return bytes('out');
  };
  const first = await runStep(both, INPUTS, compute);
  const second = await runStep(both, INPUTS, compute);
  expect([first.recalled, second.recalled, computed]).toEqual([false, true, 1]);
  expect(second.bytes).toEqual(bytes('out'));
  expect(first.sha256).toBe(createHash('sha256').update('out').digest('hex'));
  expect(await both.work.list('')).toEqual([`work/measure/${first.sha256}`]);
});

it('computes again what has expired, and accepts only the same bytes', async () => {
  const both = stores();
  const { sha256 } = await runStep(both, INPUTS, async () => bytes('out'));
  await both.work.remove(`work/measure/${sha256}`);
  expect(await recallStep(both, INPUTS)).toBeNull();
  await expect(runStep(both, INPUTS, async () => bytes('else'))).rejects.toThrow(DeterminismError);
  expect((await runStep(both, INPUTS, async () => bytes('out'))).recalled).toBe(false);
});

it('takes a change of code or of any input for another step', () => {
  const others = [
    { ...INPUTS, code: '0.2.0' },
    { ...INPUTS, step: 'release' },
    { ...INPUTS, inputs: ['a'] },
    { ...INPUTS, inputs: ['b', 'a'] },
  ];
  expect(new Set([INPUTS, ...others].map(inputHashOf)).size).toBe(5);
});

it('lets racers with equal bytes both succeed, and names the one with others', async () => {
  const both = stores();
  const hashes = await Promise.all([1, 2, 3].map(() => commitStep(both, INPUTS, bytes('out'))));
  expect(new Set(hashes).size).toBe(1);
  const failure = await commitStep(both, INPUTS, bytes('else')).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(DeterminismError);
  expect(String(failure)).toContain(inputHashOf(INPUTS));
});
