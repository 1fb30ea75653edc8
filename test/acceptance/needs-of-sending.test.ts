import { createHash } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { testLedger } from '#lib/mail/ledger.fixture.ts';
import { ledgerMailer } from '#lib/mail/ledger-mailer.ts';
import { readRows } from '#lib/mail/mail-ledger.ts';
import { smallReport } from '#lib/mail/small-report.fixture.ts';
import type { Submission } from '#lib/mail/submission.ts';
import { crashingStore } from '../fixtures/crashing-store.ts';
import { atEveryCrash, diesIn } from '../fixtures/every-crash.ts';
import { memoryStore } from '../fixtures/memory-store.ts';
import { AS_OF, needsShop, WEEK } from './needs-shop.ts';
import { tenure } from './shop-folder.ts';

const TIMEOUT_MS = 120_000;
const RATES = { fx_rates: 'data/fx_rates.csv' };
const SEND = ['--send'];
const { folder, run, letters, words } = await needsShop(1_200);

/** The orders without the last nine days, as a feed that stopped delivers them. */
beforeAll(async () => {
  const [head = '', ...rows] = folder.text('data/orders-2024.csv').trim().split('\n');
  const at = head.split(',').indexOf('ordered_at');
  const early = rows.filter((row) => (row.split(',')[at] ?? '') < '2024-11-16');
  await folder.write('stopped.csv', `${[head, ...early].join('\n')}\n`);
}, TIMEOUT_MS);

const STOPPED = { orders: 'stopped.csv', sources: RATES, flags: SEND };

it(
  'need 1: nothing is sent when data are late, and the owner is told within five minutes',
  async () => {
    const began = performance.now();
    const { code } = await run('late', STOPPED);
    expect(code).toBe(3);
    expect(performance.now() - began).toBeLessThan(300_000);
    expect(letters('late')).toEqual([
      { to: 'controlling@example.com', subject: expect.stringContaining('[HELD]') },
    ]);
    expect(words('late')).toContain('freshness');
    expect(folder.report('late').figures).toEqual([]);
  },
  TIMEOUT_MS,
);

it(
  'need 3: who can mend it is told once, however often it is tried, and readers are not told',
  async () => {
    const held = { ...STOPPED, store: 'retried-store' };
    for (const _ of [1, 2]) expect((await run('retried', held)).code).toBe(3);
    expect(letters('retried').map(({ to }) => to)).toEqual(['controlling@example.com']);
    const mended = await run('retried', { sources: RATES, flags: SEND, store: 'retried-store' });
    expect(mended.code).toBe(0);
    const after = letters('retried');
    expect(after.filter(({ to }) => to === 'controlling@example.com')).toHaveLength(1);
    expect(after.filter(({ subject }) => subject.includes('[FINAL r1]'))).toHaveLength(2);
  },
  TIMEOUT_MS,
);

const READERS = ['finance@example.com', 'board@example.com', 'cfo@example.com'];

it('need 4: a crash at any step, then a retry: never two copies, and a doubt is told', async () => {
  const report = await smallReport();
  const points = await atEveryCrash(async (fuse) => {
    const store = memoryStore();
    const sent: string[] = [];
    const carrier = {
      async submit({ to }: { readonly to: string }): Promise<Submission> {
        sent.push(to);
        return { outcome: 'accepted', messageId: `m${sent.length}` };
      },
    };
    const run = { period: WEEK, runId: 'run', releaseSeq: 1, releaseEntry: 'chain/0001' };
    const send = (ledger: ReturnType<typeof testLedger>) => {
      const until = new Date(ledger.clock.getTime() + 600_000);
      const pace = { perSecond: 10, until, now: ledger.process.now, wait: async () => {} };
      return ledgerMailer({ ledger, carrier, run, seed: null, pace }).send(report, {
        recipients: READERS,
        allowed: { addresses: READERS, domains: ['example.com'] },
      });
    };
    await store.createIfAbsent('chain/0001', new TextEncoder().encode('{}'));
    const died = await diesIn(send(testLedger(crashingStore(store, fuse))));
    const retried = testLedger(store);
    await send(retried);
    expect(new Set(sent).size).toBe(sent.length);
    const states = (await readRows(retried, WEEK)).map(({ row }) => row.state);
    expect(states).toHaveLength(READERS.length);
    const told = states.filter((state) => state !== 'ACCEPTED').length;
    expect(sent.length + told).toBeGreaterThanOrEqual(READERS.length);
    return died;
  });
  expect(points).toBeGreaterThan(20);
});

const entries = z.object({
  sound: z.boolean(),
  entries: z.array(
    z.looseObject({
      kind: z.string(),
      runId: z.string().optional(),
      snapshotHash: z.string().optional(),
      tables: z.record(z.string(), z.string()).optional(),
      reports: z.array(z.string()).optional(),
      recipientGroups: z.array(z.string()).optional(),
    }),
  ),
});

const scopedReport = z.looseObject({
  runId: z.string(),
  withheld: z.number(),
  figures: z.array(z.looseObject({ scope: z.record(z.string(), z.string()) })),
});
const readReport = (id: string) =>
  scopedReport.parse(JSON.parse(folder.text(`scoped/${id}/report.json`)));

it(
  'need 5: two groups, one run, one release check, and each mail holds its own scope',
  async () => {
    const groups = [
      '{ id: weekly, title: Value, segments: [country], cohorts: { ages: 1 }, recipients: { finance: [finance@example.com] } }',
      '{ id: board, title: Value, segments: [], cohorts: { ages: 1 }, recipients: { board: [board@example.com] } }',
    ];
    const { code } = await run('scoped', { sources: RATES, reports: groups, flags: SEND });
    expect(code).toBe(0);
    const [finance, board] = [readReport('weekly'), readReport('board')];
    expect([finance.runId, finance.withheld]).toEqual([board.runId, board.withheld]);
    const isCountry = ({ scope }: { readonly scope: object }) => 'country' in scope;
    expect(finance.figures.filter(isCountry).length).toBeGreaterThan(10);
    expect(board.figures.filter(isCountry)).toEqual([]);
    expect(board.figures).toEqual(finance.figures.filter((figure) => !isCountry(figure)));
    const chain = await tenure(
      'evidence',
      'verify',
      '--store',
      folder.at('scoped-store'),
      '--json',
    );
    const releases = entries
      .parse(JSON.parse(chain.out))
      .entries.filter(({ kind }) => kind === 'release');
    expect(releases.map(({ reports, recipientGroups }) => [reports, recipientGroups])).toEqual([
      [
        ['weekly', 'board'],
        ['board', 'finance'],
      ],
    ]);
  },
  TIMEOUT_MS,
);

it(
  'need 9: a figure that was sent is traced to its files and its definition from what is kept',
  async () => {
    const { code } = await run('traced', { sources: RATES, flags: SEND });
    expect(code).toBe(0);
    const [head = '', ...lines] = folder.text('traced/weekly/figures.csv').trim().split('\n');
    const at = (column: string) => head.split(',').indexOf(column) - head.split(',').length;
    const figure = lines.find((line) => line.includes('line=net-revenue'))?.split(',') ?? [];
    const [version, runId] = [figure.at(at('definitions_version')), figure.at(at('run_id'))];
    expect(version).toMatch(/^\d+$/);
    expect(folder.text(`traced/${archivedMail('traced')}`)).toContain(`definitions v${version}`);

    const { out } = await tenure(
      ...['evidence', 'verify', '--store', folder.at('traced-store'), '--json'],
    );
    const { sound, entries: chain } = entries.parse(JSON.parse(out));
    const release = chain.find((entry) => entry.runId === runId);
    expect([sound, release?.reports, release?.recipientGroups]).toEqual([
      true,
      ['weekly'],
      ['finance'],
    ]);
    const landed = folder.bytes('traced-store/landed/orders.parquet');
    expect(createHash('sha256').update(landed).digest('hex')).toBe(release?.tables?.['orders']);
    const manifest = folder.text('traced-store/landed/manifest.json');
    expect(manifest).toContain(release?.snapshotHash ?? 'no release');
    const delivered = createHash('sha256').update(folder.bytes('data/orders-2024.csv'));
    expect(manifest).toContain(delivered.digest('hex'));
    expect(folder.text('traced/run.json')).toContain(AS_OF);
  },
  TIMEOUT_MS,
);

/** The text of the mail as it was sent to one of them. */
const archivedMail = (out: string): string =>
  folder.files(out).find((name) => /^outbox\/finance.*\.txt$/.test(name)) ?? 'no mail';
