import { beforeAll, describe, expect, it } from 'vitest';
import { readChain } from '#lib/chain/chain.ts';
import { openBooks } from '#lib/cli/open-books.ts';
import { plantedShop, put } from './planted-shop.ts';
import { nameOf, tenure } from './shop-folder.ts';
import type { Finished } from './tenure-process.ts';

const TIMEOUT_MS = 120_000;
const CAUSE = 'wrong rate of GBP on 2024-11-18';
const SIGNED = ['--correct', CAUSE, '--approved-by', 'controller', '--send'];
const { folder, plant, run } = await plantedShop(2_500);

/** A run of the one report with the rates of a file, in a store that all runs share. */
async function made(name: string, rates: string, flags: readonly string[]): Promise<Finished> {
  const text = folder
    .text('shop.yaml')
    .replace('rates.csv', rates)
    .replace('\nreports:', '\napprovals: { corrections: [controller], holds: [cfo] }\nreports:');
  await folder.write(`${name}.yaml`, text);
  return tenure(
    ...['run', '--config', folder.at(`${name}.yaml`), '--as-of', '2024-11-25', ...flags],
    ...['--out', folder.at(name), '--store', folder.at('store'), '--memory', '400'],
  );
}

const words = (out: string) => folder.text(`${out}/weekly/email.txt`).replaceAll(/\s+/g, ' ');
const mails = (out: string) => folder.files(out).filter((name) => /^outbox\/.*\.eml$/.test(name));
const figures = (out: string) =>
  new Map(folder.report(out).figures.map((figure) => [nameOf(figure), figure]));
/** Lines of the week's ladder. */
const ladder = (out: string) =>
  folder
    .report(out)
    .figures.filter(
      ({ metric, period, scope }) =>
        metric === 'money-ladder' && period === '2024-W47' && Object.keys(scope).length === 0,
    );

/** From that day on the shop's rates were ten percent too low when the report was sent. */
beforeAll(async () => {
  const file = 'data/fx_rates.csv';
  await plant('rates.csv', { file, change: (rows) => rows });
  await plant('wrong.csv', {
    file,
    change: (rows, at) =>
      rows.map((row) =>
        (row[at('rate_date')] ?? '') >= '2024-11-18'
          ? put(row, at('rate'), (0.9 * Number(row[at('rate')])).toFixed(5))
          : row,
      ),
  });
  await run('shop', {
    sources: { fx_rates: 'rates.csv' },
    segments: 'country',
  });
}, TIMEOUT_MS);

let corrected: Finished;
beforeAll(async () => {
  const early = await made('early', 'rates.csv', SIGNED);
  expect([early.code, early.err]).toEqual([2, expect.stringContaining('nothing to correct')]);
  expect((await made('sent', 'wrong.csv', ['--send'])).code).toBe(0);
  corrected = await made('corrected', 'rates.csv', SIGNED);
}, TIMEOUT_MS);

describe('a report that was sent with a wrong rate', () => {
  it('is replaced by the next revision, under a subject of its own', () => {
    expect([corrected.code, corrected.err.slice(-300)]).toEqual([0, expect.anything()]);
    expect(corrected.out).toContain('[CORRECTION r2] Value - ');
    expect(mails('corrected')).toHaveLength(2);
    expect(folder.report('corrected')).toMatchObject({
      state: 'CORRECTION',
      revision: 2,
      replaces: 1,
    });
  });

  it('says first what it replaces, why, who approved, and which lines have changed', () => {
    const text = words('corrected');
    expect(text).toContain(`Replaces r1. Cause: ${CAUSE}. Approved by: controller.`);
    expect(text).toMatch(/CHANGED, EUR Line r1 r2 diff .+ State CORRECTION r2\./);
    expect(text).toContain('Other lines are unchanged.');
  });

  it('tells the money that a run on the right rates alone tells, and differs in no line it does not name', async () => {
    const right = new Map(ladder('shop').map(({ options, value }) => [options, value]));
    const was = new Map(ladder('sent').map(({ options, value }) => [options, value]));
    const told = ladder('corrected').filter(({ value }) => value !== null);
    for (const { options, value } of told)
      expect([options, value]).toEqual([options, right.get(options)]);
    expect(told.filter(({ options, value }) => value !== was.get(options)).length).toBeGreaterThan(
      0,
    );
    for (const { value, reason } of ladder('corrected')) expect(value ?? reason).not.toBe(null);
    const [sent, said] = [figures('sent'), figures('corrected')];
    const changed = [...said].filter(([name, { value }]) => value !== sent.get(name)?.value);
    expect(changed.length).toBeGreaterThan(5);
    const named = folder.report('corrected')['replaced'];
    expect(Array.isArray(named) ? named.length : 0).toBeGreaterThanOrEqual(changed.length);
  });
});

describe('a report that was corrected', () => {
  it('leaves approver and cause as evidence in the chain, beside state and revision', async () => {
    const chain = await readChain((await openBooks(folder.at('store'))).store);
    expect(chain.at(-1)).toMatchObject({
      kind: 'release',
      sent: [{ report: 'weekly', state: 'CORRECTION', revision: 2 }],
      signed: { act: 'correction', approver: 'controller', grounds: CAUSE.replaceAll(' ', '-') },
    });
  });

  it(
    'is the same bytes when it is made again, and no plain report takes its place',
    async () => {
      const mail = folder.text('corrected/weekly/email.txt');
      const again = await made('again', 'rates.csv', SIGNED);
      expect([again.code, folder.text('again/weekly/email.txt')]).toEqual([0, mail]);
      const plain = await made('plain', 'rates.csv', ['--send']);
      expect([plain.code, plain.err]).toEqual([2, expect.stringContaining('was corrected by r2')]);
    },
    TIMEOUT_MS,
  );

  it(
    'opens the next report at the corrected value',
    async () => {
      const next = await tenure(
        ...['run', '--config', folder.at('corrected.yaml'), '--as-of', '2024-11-25'],
        ...['--out', folder.at('next'), '--store', folder.at('store'), '--memory', '400'],
      );
      expect(next.code).toBe(0);
      expect(ladder('next')).toEqual(ladder('corrected'));
    },
    TIMEOUT_MS,
  );
});

it.each([
  ['nobody signs', ['--correct', CAUSE], 'takes --approved-by'],
  [
    'the role may sign holds only',
    ['--correct', CAUSE, '--approved-by', 'cfo'],
    'approvals.corrections',
  ],
  [
    'the cause is that data came late',
    ['--correct', 'late data', '--approved-by', 'controller'],
    'late data are no cause',
  ],
  [
    'the cause ends a line',
    ['--correct', `${CAUSE}\r\nBcc: x@example.com`, '--approved-by', 'controller'],
    'must be one of wrong rate',
  ],
] as const)('2 where %s', async (_, flags, message) => {
  const { code, err } = await made('refused', 'rates.csv', flags);
  expect([code, err]).toEqual([2, expect.stringContaining(message)]);
  expect(err).not.toContain('Bcc');
});
