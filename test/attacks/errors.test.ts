import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Score } from './attackers/score.ts';
import { mishaps } from './runs/mishaps.ts';

let folder = '';
let scores: { readonly naive: Score; readonly ours: Score };
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenure-mishaps-'));
  scores = await mishaps(folder);
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

it('A9: what the engine says of a broken delivery repeats what stands in it', () => {
  expect(scores.naive.recovered).toBeGreaterThan(0);
});

it('A9: what we say does not', () => {
  expect(scores.ours.of).toBeGreaterThan(0);
  expect(scores.ours.hits).toEqual([]);
});
