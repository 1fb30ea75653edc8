import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isCount, totalOf } from './attackers/secrets.ts';
import { SECTION_ATTACKS } from './sections/section-attacks.ts';
import { type SectionReleases, sectionReleases, sectionSide } from './sections/section-side.ts';
import { SECTIONS } from './sections/sections.ts';

let folder = '';
let releases: SectionReleases;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenure-sections-'));
  releases = await sectionReleases(folder);
}, 240_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.each(SECTION_ATTACKS)(
  '$name',
  ({ on }) => {
    it('recovers something of a release that has a threshold and nothing else', () => {
      const { recovered, of } = on(releases, 'naive');
      expect(of).toBeGreaterThan(0);
      expect(recovered).toBeGreaterThan(0);
    });

    it('recovers nothing of ours', () => {
      const { hits, of } = on(releases, 'ours');
      expect(of).toBeGreaterThan(0);
      expect(hits).toEqual([]);
    });
  },
  60_000,
);

it.each(SECTIONS)('what a reader makes of $name is true', (section) => {
  const { table, truth } = sectionSide(section, {
    release: releases.naive,
    delivery: releases.delivery,
  });
  expect(table.known.size).toBeGreaterThan(10);
  const wrong = [...table.known].filter(([key, value]) => {
    const cell = table.cells.get(key);
    if (cell === undefined) return true;
    const contributions = truth.contributions(cell);
    const told = isCount(cell) ? contributions.size : totalOf(contributions);
    return Math.abs(told - value) > 1;
  });
  expect(wrong).toEqual([]);
});
