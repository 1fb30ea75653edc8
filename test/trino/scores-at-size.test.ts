import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compareScores } from './compare-scores.ts';
import { type ScoredLake, scoredOnDuckdb } from './scored-lake.ts';
import { type RandomCustomers, randomCustomers, sizedShop } from './sized-shop.ts';

const CUSTOMERS = 1_200;
const DRAWN = 1_000;

let folder = '';
let lake: ScoredLake;
let random: RandomCustomers;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scored-'));
  const shop = await sizedShop(join(folder, 'delivered'), CUSTOMERS);
  lake = await scoredOnDuckdb(shop, folder);
  random = await randomCustomers(shop.directory, DRAWN);
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

it('scores a random thousand as the published formulas do', async () => {
  const compared = await compareScores(lake, random);
  expect(compared.failures).toEqual([]);
  expect(compared.passed).toBeGreaterThan(DRAWN);
});

it('would find a score that is off in the ninth digit, and one that is missing', async () => {
  const off: ScoredLake = {
    ...lake,
    ask: async (select) => {
      const rows = await lake.ask(select);
      return rows.map((row, i) =>
        i === 3 && typeof row['expected_purchases'] === 'number'
          ? { ...row, expected_purchases: row['expected_purchases'] * (1 + 2e-9) }
          : row,
      );
    },
  };
  expect((await compareScores(off, random)).failures).toHaveLength(1);
  const short: ScoredLake = {
    ...lake,
    ask: async (select) => (await lake.ask(select)).slice(0, -1),
  };
  expect((await compareScores(short, random)).failures).toContain('a score is off by NaN');
});
