import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeSnapshot } from '#lib/intake/take-snapshot.ts';
import { pseudonymWith, requestErasure } from '#lib/runs/erasure-list.ts';
import {
  ALIAS,
  CANARY,
  PERSONAL_TABLES,
  plantedDelivery,
} from '../../test/fixtures/planted-person.ts';
import { testBooks } from '../../test/fixtures/run-books.ts';
import { exportSubject, type SubjectExport } from './subject-export.ts';

const pseudonymOf = pseudonymWith(new TextEncoder().encode('key'), '1');
const books = testBooks();
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'access-'));
  await takeSnapshot({
    sources: await plantedDelivery(join(folder, 'data'), true),
    landingDirectory: join(folder, 'landed'),
    loadedAt: new Date('2026-11-22T12:00:00Z'),
  });
  await requestErasure(books, 'r1', pseudonymOf(CANARY.id));
  await requestErasure(books, 'r2', pseudonymOf('C-one'));
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

const exportOf = (id: string, root = folder): Promise<SubjectExport> =>
  exportSubject(pseudonymOf(id), pseudonymOf, { root, books, memoryLimitMb: 200 });

/** Lines of a delivered file that name somebody, by plain reading of its text. */
async function linesOf(table: string, words: readonly string[]): Promise<number> {
  const lines = (await readFile(join(folder, 'data', `${table}.csv`), 'utf8')).split('\n');
  return lines.filter((line) => words.some((word) => line.includes(word))).length;
}

describe('what is held about one person', () => {
  it('is every row of every table, under each of their ids, and of nobody else', async () => {
    const { tables } = await exportOf(CANARY.id);
    expect(Object.keys(tables).sort()).toEqual([...PERSONAL_TABLES].sort());
    for (const table of PERSONAL_TABLES) {
      const expected = await linesOf(table, [CANARY.id, ALIAS, '-canary', '-alias']);
      expect([table, tables[table]?.length]).toEqual([table, expected]);
      expect(JSON.stringify(tables[table])).not.toMatch(/-one|-two|-three/);
    }
  });

  it('tells values as they were delivered', async () => {
    const { tables } = await exportOf(CANARY.id);
    expect(tables.orders).toContainEqual(
      expect.objectContaining({
        order_id: 'order_id-canary',
        customer_id: CANARY.id,
        net_amount: '48213.3700',
        ordered_at: '2026-11-18 10:00:00',
      }),
    );
  });

  it('is the same by any of the ids, but for the request under one of them', async () => {
    const { tables, erasureRequests } = await exportOf(CANARY.id);
    expect(erasureRequests).toHaveLength(1);
    expect(await exportOf(ALIAS)).toMatchObject({ tables, erasureRequests: [] });
  });

  it('is nothing for somebody unknown, or before anything was landed', async () => {
    const nothing = { tables: {}, scores: [], erasureRequests: [] };
    expect(await exportOf('C-unknown')).toMatchObject(nothing);
    expect(await exportOf('C-two', join(folder, 'nowhere'))).toMatchObject(nothing);
  });
});
