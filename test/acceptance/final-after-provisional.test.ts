import { beforeAll, expect, it } from 'vitest';
import { writeSampleShop } from '#lib/sample/write-sample-shop.ts';
import { shopFolder, tenure } from './shop-folder.ts';
import { spendShop } from './spend-shop.ts';

const AS_OF = '2024-11-25';
const TIMEOUT_MS = 120_000;
const SPEND = 'data/marketing_spend.csv';

const folder = await shopFolder();
const run = async (out: string, store: string) => {
  const { code, err } = await tenure(
    ...['run', '--config', folder.at('tenure-own.yaml'), '--as-of', AS_OF, '--send'],
    ...['--out', folder.at(out), '--store', folder.at(store), '--memory', '400'],
  );
  if (code !== 0) throw new Error(`${out} ended ${code}: ${err}`);
};
const wordsOf = (out: string) => folder.text(`${out}/weekly/email.txt`).replaceAll(/\s+/g, ' ');
const weekOf = (out: string, metric: string) =>
  folder
    .report(out)
    .figures.filter((figure) => figure.metric === metric && figure.period === '2024-W47');
const topOf = (out: string, metric: string) =>
  weekOf(out, metric).find(({ scope }) => Object.keys(scope).length === 0)?.value;

/** Spend comes two days late; then all of it is there, and once more; and a shop whose spend was never late. */
beforeAll(async () => {
  await folder.write('tenure-own.yaml', spendShop(SPEND));
  const shop = { customers: 1_000, seed: 'states', asOf: AS_OF };
  await writeSampleShop({ ...shop, directory: folder.at('late'), lateSpend: true });
  await writeSampleShop({ ...shop, directory: folder.path });
  const whole = folder.text(SPEND);
  await folder.write(SPEND, folder.text(`late/${SPEND}`));
  await run('late', 'store');
  await folder.write(SPEND, whole);
  await run('final', 'store');
  await run('again', 'store');
  await run('never-late', 'other-store');
}, TIMEOUT_MS);

it('tells what rests on spend as if it had never been late', () => {
  expect(wordsOf('late')).toContain('State PROVISIONAL r1.');
  expect(wordsOf('final')).toContain('State FINAL r2.');
  for (const metric of ['cac-blended', 'cac-loaded']) {
    expect(topOf('final', metric)).toBe(topOf('never-late', metric));
    expect(topOf('final', metric)).not.toBe(topOf('late', metric));
  }
  expect(weekOf('final', 'cac-blended')).toEqual(weekOf('never-late', 'cac-blended'));
});

it('says what it replaces, and the lines that have changed before all else', () => {
  const words = wordsOf('final');
  expect(words).toMatch(/Replaces r1\. CHANGED, EUR Line r1 r2 diff /);
  const changed = words.slice(words.indexOf('CHANGED'), words.indexOf('State FINAL'));
  expect(changed).toContain('CAC');
  expect(changed).not.toContain('Net revenue');
  expect(changed).toContain('Other lines that were told are unchanged.');
});

it('is the same when it is made again', () => {
  expect(wordsOf('again')).toBe(wordsOf('final'));
  expect(folder.text('again/weekly/figures.csv')).toBe(folder.text('final/weekly/figures.csv'));
});
