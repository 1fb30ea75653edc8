import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SINGLE_RELEASE_ATTACKS } from './attackers/single-release.ts';
import { bothSides, type Sides } from './runs/side.ts';

let folder = '';
let sides: Sides;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenure-attacks-'));
  sides = await bothSides(folder);
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.each(SINGLE_RELEASE_ATTACKS)('$name', ({ on }) => {
  it('recovers something of a release that has a threshold and nothing else', () => {
    const { recovered, of } = on(sides.naive);
    expect(of).toBeGreaterThan(0);
    expect(recovered).toBeGreaterThan(0);
  });

  it('recovers nothing of ours', () => {
    const { hits, of } = on(sides.ours);
    expect(of).toBeGreaterThan(0);
    expect(hits).toEqual([]);
  });
});
