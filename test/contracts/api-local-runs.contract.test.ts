import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openReleasedStore } from '#lib/cli/local-runs.ts';
import { main } from '#lib/cli/main.ts';
import { openBooks } from '#lib/cli/open-books.ts';
import { writeSampleShop } from '#lib/sample/write-sample-shop.ts';

const root = await mkdtemp(join(tmpdir(), 'local-runs-'));
const config = join(root, 'shop', 'tenure.yaml');
const store = join(root, 'store');

beforeAll(async () => {
  await writeSampleShop({
    customers: 300,
    seed: 'local-runs',
    directory: join(root, 'shop'),
    asOf: '2026-11-16',
    lateSpend: false,
  });
});
afterAll(() => rm(root, { recursive: true }));

/** Runs one command as the shell does. */
async function tenure(...argv: string[]): Promise<{ code: number; out: string }> {
  let out = '';
  const say = (text: string) => {
    out += text;
  };
  const terminal = { out: say, err: () => {}, live: false, colour: false };
  return { code: await main(['node', 'tenure', ...argv], terminal), out };
}

const again = ['--config', config, '--store', store, '--out', join(root, 'out')];

it('makes a missing week, keeps what it released, and mails nobody', {
  timeout: 180_000,
}, async () => {
  const week = ['--report', 'weekly', '--from', '2026-W46', '--to', '2026-W46'];
  const dry = await tenure('runs', 'backfill', ...again, ...week, '--dry-run');
  expect(dry).toEqual({ code: 0, out: '2026-W46  start\n' });
  expect((await tenure('runs', 'list', '--store', store)).out).toBe('no runs\n');

  await tenure('runs', 'backfill', ...again, ...week);
  const listed = await tenure('runs', 'list', '--store', store);
  expect(listed.out).toMatch(/^[a-z2-7]{12} {2}weekly {2}2026-W46 {2}(succeeded|held) {2}\S+\n$/);
  const id = listed.out.slice(0, 12);
  const shown = await tenure('runs', 'show', id, '--store', store, '--json');
  const { trigger, state } = JSON.parse(shown.out);
  expect(trigger).toMatchObject({ deliveries: [], asOf: '2026-11-16', requestedBy: 'backfill' });
  expect(state.steps.map(({ name }: { name: string }) => name)).toContain('render');
  const released = await (await openReleasedStore(store)).list('released/');
  expect(released).toContain(`released/${state.runId}/files/weekly/report.json`);
  expect(await readdir(join(root, 'out'))).toEqual(['2026-W46']);

  expect((await tenure('runs', 'backfill', ...again, ...week)).out).toBe('2026-W46  keep\n');
  const ended = await tenure('runs', 'cancel', id, '--store', store);
  expect(ended.code).toBe(2);
});

it('finds no run where there is none', async () => {
  expect((await tenure('runs', 'show', 'none', '--store', store)).code).toBe(2);
  expect((await tenure('runs', 'show')).code).toBe(2);
  expect(await (await openBooks(join(root, 'empty'))).store.list('')).toEqual([]);
});

it('prints the document of the API', async () => {
  const { code, out } = await tenure('openapi');
  expect(code).toBe(0);
  expect(Object.keys(JSON.parse(out).paths)).toContain('/recalculations/{id}/report');
});
