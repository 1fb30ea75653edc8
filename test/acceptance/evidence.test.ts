import { expect, it } from 'vitest';
import { appendAtHead } from '#lib/chain/chain.ts';
import { openBooks } from '#lib/cli/open-books.ts';
import { identityHash } from '#lib/runs/identity-hash.ts';
import { acquirePeriod, commitPeriod } from '#lib/runs/period-lease.ts';
import { shopFolder, tenure } from './shop-folder.ts';

const folder = await shopFolder();
const verify = (...flags: readonly string[]) =>
  tenure('evidence', 'verify', '--store', folder.at('store'), ...flags);

it('prints every entry of a sound chain, and 5 with the first that is not', async () => {
  expect(await verify()).toMatchObject({ code: 0, out: 'no entries\n' });
  const { store } = await openBooks(folder.at('store'));
  const hashes = { scopeHash: identityHash('scope'), catalogueHash: identityHash('catalogue') };
  await appendAtHead(store, { kind: 'policy', k: 10, p: 15, ...hashes });
  for (const list of ['one', 'two'])
    await appendAtHead(store, { kind: 'erasure', erasureListVersion: identityHash(list) });
  const sound = await verify();
  expect(sound.code).toBe(0);
  expect(sound.out).toMatch(/^ +1 {2}\w{12} {2}policy {3}k 10, p 15 %\n(.*erasure.*\n){2}sound: 3/);
  expect(JSON.parse((await verify('--json')).out)).toMatchObject({ sound: true, fault: null });

  await store.remove('chain/000000000002');
  const gap = await verify();
  expect([gap.code, gap.out.split('\n').length]).toEqual([5, 3]);
  expect(gap.out).toContain('chain entry 2 is missing');
});

it('misses the end of a chain that a week still shows', async () => {
  const books = await openBooks(folder.at('cut'));
  await appendAtHead(books.store, { kind: 'erasure', erasureListVersion: identityHash('one') });
  const key = { tenant: 'main', report: 'weekly', period: '2026-W47' };
  const lease = await acquirePeriod(books, key, { owner: 'run', leaseMs: 1000 });
  if (lease === 'busy') throw new Error('nobody else is here');
  await commitPeriod(books, lease, { runId: 'run', revision: 1, releaseSeq: 2 });
  const cut = await tenure('evidence', 'verify', '--store', folder.at('cut'));
  expect(cut.code).toBe(5);
  expect(cut.out).toContain('a week shows release 2, but the chain ends at 1');
});
