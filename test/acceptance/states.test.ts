import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { writeSampleShop } from '#lib/sample/write-sample-shop.ts';
import { readableFiles, tellingNumbers } from './readable-files.ts';
import { shopFolder, tenure } from './shop-folder.ts';
import { spendShop } from './spend-shop.ts';
import type { Finished } from './tenure-process.ts';

const AS_OF = '2024-11-25';
const TIMEOUT_MS = 60_000;

const folder = await shopFolder();
const runs = new Map<string, Finished>();
const run = async (name: string, out: string, ...flags: readonly string[]) => {
  const said = await tenure(
    ...['run', '--config', folder.at(`${name}.yaml`), '--as-of', AS_OF, ...flags],
    ...['--out', folder.at(out), '--store', folder.at(`${out}-store`), '--memory', '400'],
  );
  runs.set(name, said);
  return said;
};
const recordFile = z.looseObject({
  state: z.string(),
  reports: z.array(z.object({ state: z.string() })),
  mails: z.array(z.object({ report: z.string(), recipient: z.number(), status: z.string() })),
  warnings: z.array(z.string()),
});
const recordOf = (out: string) => recordFile.parse(JSON.parse(folder.text(`${out}/run.json`)));
const wordsOf = (out: string) => folder.text(`${out}/weekly/email.txt`).replaceAll(/\s+/g, ' ');

/** sha256 of every file but the record, which holds times. */
const digests = (out: string) =>
  folder
    .files(out)
    .filter((name) => name !== 'run.json')
    .map((name) => [
      name,
      createHash('sha256')
        .update(folder.bytes(`${out}/${name}`))
        .digest('hex'),
    ]);

/** One shop, four loads: all there, spend two days late, books off by a hundredth, and all there again. */
let sent: unknown[] = [];
let shown = new Set<string>();
beforeAll(async () => {
  const shop = { customers: 1_000, seed: 'states', asOf: AS_OF };
  await writeSampleShop({ ...shop, directory: folder.at('late'), lateSpend: true });
  await writeSampleShop({ ...shop, directory: folder.path });
  const [head = '', ...rows] = folder.text('data/ledger_totals.csv').trim().split('\n');
  const off = rows.map((row) => {
    const [period, account, amount, ...rest] = row.split(',');
    return [period, account, (Number(amount) * 1.01).toFixed(2), ...rest].join(',');
  });
  await folder.write('off.csv', `${[head, ...off].join('\n')}\n`);
  const [spend, ledger] = ['data/marketing_spend.csv', 'data/ledger_totals.csv'];
  await folder.write('final.yaml', spendShop(spend, ledger));
  await folder.write('late.yaml', spendShop(`late/${spend}`, ledger));
  await folder.write('off.yaml', spendShop(spend, 'off.csv'));
  const { code, err } = await run('final', 'out', '--send');
  if (code !== 0) throw new Error(`the first run ended ${code}: ${err}`);
  sent = digests('out');
  const texts = await readableFiles(folder, 'out');
  shown = new Set([...texts.values()].flatMap((text) => [...tellingNumbers(text)]));
}, TIMEOUT_MS);

describe('all there', () => {
  it('is FINAL, ends 0, and writes one mail a recipient', () => {
    expect(runs.get('final')?.code).toBe(0);
    const { state, reports, mails } = recordOf('out');
    expect([state, reports]).toEqual(['FINAL', [{ state: 'FINAL' }]]);
    expect(mails).toEqual(
      [1, 2].map((recipient) => ({ report: 'weekly', recipient, status: 'sent' })),
    );
    const messages = folder.files('out').filter((name) => /^outbox\/.*\.eml$/.test(name));
    expect(messages).toHaveLength(2);
  });
});

describe('spend that ends two days early', () => {
  beforeAll(async () => {
    await run('late', 'late-out');
  }, TIMEOUT_MS);

  it('is PROVISIONAL, says so, and ends 0', () => {
    expect(runs.get('late')?.code).toBe(0);
    expect(runs.get('late')?.out).toContain('[PROVISIONAL r1]');
    expect(recordOf('late-out').state).toBe('PROVISIONAL');
    const words = wordsOf('late-out');
    expect(words).toContain(
      'State PROVISIONAL r1. An input is late; lines that rest on it carry *.',
    );
    expect(words).toContain(
      'The last day of marketing_spend is 3 days before the end of the period',
    );
  });

  it('marks the lines that rest on spend, and no others', () => {
    const words = wordsOf('late-out');
    const starred = ['CAC loaded', 'CAC blended', 'CAC paid', 'Channels in the week', 'CLV:CAC'];
    for (const label of starred) expect(words).toMatch(new RegExp(`${label}[^*]{0,60} \\*`));
    for (const label of ['Net revenue', 'Contribution CM2', 'Active customers', 'New customers'])
      expect(words).not.toMatch(new RegExp(`${label}[^*\\d]{0,9} \\*`));
    expect(wordsOf('out')).not.toContain(' * ');
  });

  it('changes no figure that does not rest on spend', () => {
    const rests = new Set([
      'cac-paid',
      'cac-blended',
      'cac-loaded',
      'clv-cac',
      'payback',
      'marketing-roi',
      'roas',
      'clv-predicted',
      'clv-total',
      'freshness',
    ]);
    const others = (out: string) =>
      folder.report(out).figures.filter(({ metric }) => !rests.has(metric));
    expect(others('late-out')).toEqual(others('out'));
    expect(others('out').length).toBeGreaterThan(100);
  });
});

describe('books that are off by a hundredth', () => {
  let left: string[] = [];
  beforeAll(async () => {
    await folder.remove('out/outbox');
    await run('off', 'out', '--send');
    left = folder.files('out');
  }, TIMEOUT_MS);

  it('is HELD with the check, what releases it, and exit code 3', () => {
    expect(runs.get('off')?.code).toBe(3);
    expect(recordOf('out').state).toBe('HELD');
    const words = wordsOf('out');
    expect(words).toContain('The report is held. No figures are sent.');
    expect(words).toMatch(
      /ledger-tie In the worst period net sales differ from the ledger by 0\.99 %/,
    );
  });

  it('tells the owner alone and leaves no number of the report before, in any file', async () => {
    expect(shown.size).toBeGreaterThan(300);
    const texts = await readableFiles(folder, 'out');
    expect(texts.size).toBeGreaterThan(8);
    for (const [name, text] of texts) {
      const told = [...tellingNumbers(text)].filter((token) => shown.has(token));
      expect([name, told]).toEqual([name, []]);
    }
    expect(left.filter((name) => name.endsWith('.png'))).toEqual([]);
    expect(left.filter((name) => /^outbox\/controlling.*\.eml$/.test(name))).toHaveLength(1);
    expect(folder.report('out').figures).toEqual([]);
    expect(folder.text('out/weekly/figures.csv').trim().split('\n')).toHaveLength(1);
    expect(JSON.parse(folder.text('out/models.json'))).toEqual([]);
  });

  it(
    'is FINAL again with sound books, byte by byte as before',
    async () => {
      await folder.remove('out/outbox');
      const { code } = await run('final', 'out', '--send');
      expect(code).toBe(0);
      expect(digests('out')).toEqual(sent);
    },
    TIMEOUT_MS,
  );
});
