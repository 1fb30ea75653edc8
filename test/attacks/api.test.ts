import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { apiAnswers } from './runs/api-answers.ts';

it('tells over HTTP what was mailed, and nothing by refusing', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tenure-answers-'));
  try {
    const { naive, ours } = await apiAnswers(folder);
    expect(naive.recovered).toBeGreaterThan(10);
    expect(ours.of).toBeGreaterThan(40);
    expect(ours.hits).toEqual([]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}, 120_000);
