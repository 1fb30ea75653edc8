import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { type Finished, node, startNode, tenure } from './tenure-process.ts';

const TIMEOUT_MS = 120_000;
const MONDAY = 1;
let folder = '';
let first: readonly Finished[] = [];
let second: Finished | undefined;

const startScript = z
  .object({ scripts: z.object({ start: z.string() }) })
  .parse(JSON.parse(readFileSync('package.json', 'utf8'))).scripts.start;

/** The commands of `npm start`, with their folder `out` put elsewhere; then the run again, into another folder. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenure-start-'));
  const commands = startScript.split(' && ').map((command) => command.split(' ').slice(1));
  const placed = (words: readonly string[], run: string) => [
    ...words.map((word) => word.replace(/^out\/report/, run).replace(/^out/, folder)),
    ...(words.includes('run') ? ['--store', `${run}-store`] : []),
  ];
  const [sample = [], run = []] = commands;
  const made = await node(...placed(sample, ''));
  const [once, again] = await Promise.all([
    node(...placed(run, join(folder, 'first'))),
    node(...placed(run, join(folder, 'second')), '--json'),
  ]);
  first = [made, once];
  second = again;
}, TIMEOUT_MS);
afterAll(() => rm(folder, { recursive: true, force: true }));

const filesIn = (run: string): string[] =>
  readdirSync(join(folder, run), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, run).length + 1))
    .sort();
const bytesOf = (run: string, path: string): Buffer => readFileSync(join(folder, run, path));
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

const record = z.looseObject({
  state: z.string(),
  asOf: z.string(),
  reports: z.array(z.object({ id: z.string(), state: z.string(), directory: z.string() })),
  files: z.array(
    z.object({ path: z.string(), kind: z.string(), sha256: z.string(), bytes: z.number() }),
  ),
  steps: z.array(z.object({ name: z.string(), seconds: z.number(), rows: z.number() })),
  rejects: z.array(z.unknown()),
  warnings: z.array(z.string()),
});
const recordOf = (run: string) => record.parse(JSON.parse(bytesOf(run, 'run.json').toString()));

it('npm start makes a shop and its report, says so, and ends 0', () => {
  expect(first.map(({ code }) => code)).toEqual([0, 0]);
  const [, run] = first;
  expect(run?.out).toContain(`FINAL: ${join(folder, 'first')}/index.html`);
  expect(run?.out).toMatch(/^Country +Ordering/m);
  expect(run?.err).toMatch(/^release .* [\d.]+ s$/m);
});

it('writes the files that the handbook names', () => {
  const files = filesIn('first');
  expect(files).toEqual(
    expect.arrayContaining([
      'index.html',
      'models.json',
      'run.json',
      ...[
        'email.html',
        'email.txt',
        'figures.csv',
        'message.eml',
        'report.json',
        'workbook.xlsx',
      ].map((name) => `weekly/${name}`),
    ]),
  );
  expect(files.some((path) => /^weekly\/charts\/.+\.png$/.test(path))).toBe(true);
  expect(files.some((path) => /^outbox\/.+\.eml$/.test(path))).toBe(true);
});

it('keeps a record with the hash and size of what it wrote', () => {
  const { state, asOf, reports, files, steps } = recordOf('first');
  expect(state).toBe('FINAL');
  expect(new Date(asOf).getUTCDay(), asOf).toBe(MONDAY);
  expect(reports).toEqual([{ id: 'weekly', state: 'FINAL', directory: 'weekly' }]);
  expect(steps.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['take-snapshot', 'check-data', 'fit-models', 'measure', 'release']),
  );
  expect(files.length).toBeGreaterThan(7);
  for (const { path, sha256: hash, bytes } of files) {
    const written = bytesOf('first', path);
    expect([sha256(written), written.length], path).toEqual([hash, bytes]);
  }
});

it('records all that the handbook names', () => {
  const keys = ['state', 'runId', 'asOf', 'snapshot', 'reports', 'files', 'steps'];
  expect(Object.keys(recordOf('first'))).toEqual(
    expect.arrayContaining([...keys, 'rejects', 'excluded', 'warnings']),
  );
});

it('shows what subscribers are worth beside what customers are', () => {
  const text = bytesOf('first', 'weekly/email.txt').toString();
  expect(text).toMatch(/^Expected CLV in the next 365 days per customer, EUR$/m);
  expect(text).toMatch(/^Value of subscribers in the next 365 days per subscriber, EUR$/m);
  expect(text).toMatch(/^All subscribers +[\d,]+ +[\d.]+ +[\d.]+ +[\d.]+ +[\d.]+$/m);
});

it('writes the same bytes again; only the times of the record differ', () => {
  expect(second?.code).toBe(0);
  const files = filesIn('first');
  expect(filesIn('second')).toEqual(files);
  const differing = files.filter(
    (path) => path !== 'run.json' && !bytesOf('first', path).equals(bytesOf('second', path)),
  );
  expect(differing).toEqual([]);
  const { steps: _, ...before } = recordOf('first');
  const { steps: __, ...after } = recordOf('second');
  expect(after).toEqual(before);
});

it('prints its record and nothing else with --json', () => {
  expect(JSON.parse(second?.out ?? '')).toEqual(
    JSON.parse(bytesOf('second', 'run.json').toString()),
  );
});

it(
  'check finds the planted troubles and writes nothing',
  async () => {
    const before = filesIn('sample');
    const { code, out } = await tenure('check', '--config', join(folder, 'sample/tenure.yaml'));
    expect(code).toBe(0);
    expect(out).toMatch(/^orders: \d+ rows accepted, 0 set aside, 1 duplicates$/m);
    expect(out).toContain('a report now would be FINAL');
    expect(filesIn('sample')).toEqual(before);
  },
  TIMEOUT_MS,
);

it(
  'explain tells what a metric means and what a report released of it',
  async () => {
    const report = ['--report', 'weekly', '--out', join(folder, 'first')];
    const { code, out } = await tenure('explain', 'cohort-retention', ...report);
    expect(code).toBe(0);
    expect(out).toMatch(/^Question {2}Of the customers acquired in a month/m);
    expect(out).toMatch(/^Formula/m);
    expect(out).toContain('-- grain: one row per');
    expect(out).toMatch(/^2026-10 {2}cohort=2026-10, age=0 {2}1 share$/m);
  },
  TIMEOUT_MS,
);

it(
  'preview serves the rendered mails on loopback until it is interrupted',
  async () => {
    const out = join(folder, 'first');
    const child = startNode(['lib/cli/tenure.mjs', 'preview', '--out', out, '--port', '0']);
    try {
      const said = await new Promise<string>((done) =>
        child.stdout.once('data', (text) => done(String(text))),
      );
      const [gallery = ''] = /http:\/\/127\.0\.0\.1:\d+\/\S+/.exec(said) ?? [];
      const page = await fetch(gallery);
      expect(page.status).toBe(200);
      expect(await page.text()).toContain('weekly');
      const outside = await fetch(new URL('/%2e%2e/sample/tenure.yaml', gallery));
      expect(outside.status).toBe(404);
    } finally {
      child.kill('SIGINT');
    }
    expect(await new Promise((done) => child.on('close', done))).toBe(130);
  },
  TIMEOUT_MS,
);
