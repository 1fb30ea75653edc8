import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TABLE_NAMES, type TableName } from '#lib/contract/tables.ts';
import { METRICS } from '#lib/metrics/registry.ts';
import { writeSampleShop } from '#lib/sample/write-sample-shop.ts';
import { runInto } from './configured-run.ts';
import { headingsOf } from './read-mail.ts';
import { type WrittenFigure, writtenReport } from './written-report.ts';

const TIMEOUT_MS = 60_000;

/** A run of the sample shop as a reader has it. */
interface ReadRun {
  readonly state: string;
  readonly text: string;
  readonly figures: readonly WrittenFigure[];
}

let shop = '';
let configuration = '';
let whole: ReadRun = { state: '', text: '', figures: [] };

/** The configuration but for the lines of some tables. */
const without = (...tables: readonly TableName[]): string =>
  configuration
    .split('\n')
    .filter((line) => !tables.some((name) => new RegExp(`^ *${name}: \\{ files?:`).test(line)))
    .join('\n');

async function run(text: string, name: string): Promise<ReadRun> {
  const into = join(shop, 'runs', name);
  const { state } = await runInto({ configuration: text, from: shop, into, asOf: null });
  return {
    state,
    text: readFileSync(join(into, 'out/weekly/email.txt'), 'utf8'),
    figures: writtenReport(join(into, 'out/weekly/report.json')).figures,
  };
}

beforeAll(async () => {
  shop = await mkdtemp(join(tmpdir(), 'tenure-tables-'));
  await writeSampleShop({
    customers: 600,
    seed: 'tables',
    directory: shop,
    asOf: '2026-11-16',
    troubles: false,
  });
  const written = readFileSync(join(shop, 'tenure.yaml'), 'utf8');
  configuration = written.replace('segments: [country, channel]', 'segments: [country]');
  whole = await run(configuration, 'whole');
}, TIMEOUT_MS);
afterAll(() => rm(shop, { recursive: true, force: true }));

/** Metrics that say they need a table. */
const needing = (table: TableName): readonly string[] =>
  METRICS.flatMap(({ definition }) => (definition.tables.includes(table) ? definition.id : []));

const metricsIn = ({ figures }: ReadRun): Set<string> =>
  new Set(figures.map(({ metric }) => metric));

const notAvailable = ({ text }: ReadRun): string =>
  /^Not available([\s\S]*?)(?:\n\n|\n\S)/m.exec(text)?.[1]?.replaceAll(/\s+/g, ' ') ?? '';

/** Products are also known from subscriptions, which have one each: without lines of orders there are no pairs. */
const ALSO_LOST: Partial<Record<TableName, readonly string[]>> = {
  order_items: ['attach-rate', 'attach-lift'],
};

/** Books net of refunds hold the report of a shop without refunds, and attribution stands in place of touches. */
const ALSO_REMOVED: Partial<Record<TableName, readonly TableName[]>> = {
  refunds: ['ledger_totals'],
  touchpoints: ['attribution'],
};

/** Every table but the one that no report can do without, and the one that is told of below. */
const REMOVED = TABLE_NAMES.filter((table) => !['orders', 'fx_rates'].includes(table));

it('a sample shop delivers every table of the contract', () => {
  const delivered = TABLE_NAMES.filter(
    (table) => table === 'orders' || without(table) !== configuration,
  );
  expect(delivered).toEqual(TABLE_NAMES);
  expect(whole.state).toBe('FINAL');
});

describe.each(REMOVED)('without %s', (table) => {
  it(
    'costs its own figures and one line',
    async () => {
      const removed: readonly TableName[] = [table, ...(ALSO_REMOVED[table] ?? [])];
      const left = await run(without(...removed), table);
      expect(left.state, left.text).toBe('FINAL');
      const needed = new Set([...removed.flatMap(needing), ...(ALSO_LOST[table] ?? [])]);
      const lost = [...metricsIn(whole)].filter((metric) => !metricsIn(left).has(metric));
      expect(lost.filter((metric) => !needed.has(metric))).toEqual([]);
      expect([...metricsIn(left)].filter((metric) => needing(table).includes(metric))).toEqual([]);
      const named = new RegExp(`\\b${table}\\b`);
      if (needing(table).length > 0) expect(notAvailable(left)).toMatch(named);
      expect(notAvailable(whole)).not.toMatch(named);
      expect(headingsOf(whole.text)).toEqual(expect.arrayContaining(headingsOf(left.text)));
    },
    TIMEOUT_MS,
  );
});

it(
  'without fx_rates it holds a report with orders in another currency, and says which check holds it',
  async () => {
    const left = await run(without('fx_rates'), 'fx_rates');
    expect(left.state).toBe('HELD');
    expect(left.text).toContain('currency-known');
    expect(left.figures).toEqual([]);
  },
  TIMEOUT_MS,
);

/** Options of the channels, such as `attribution=last; part=cac`, by their models. */
const modelsIn = ({ figures }: ReadRun): string[] => [
  ...new Set(
    figures
      .filter(({ metric }) => metric === 'channel-scorecard')
      .flatMap(({ options }) => /^attribution=([^;]+);/.exec(options)?.[1] ?? []),
  ),
];

it(
  'shows the supplied attribution in place of its own models, and touches where there is none',
  async () => {
    expect(modelsIn(whole)).toEqual(['data-driven']);
    expect(whole.text).toMatch(/^Channels in .* by the supplied attribution, EUR$/m);
    const untouched = await run(without('touchpoints'), 'attribution-alone');
    expect(modelsIn(untouched)).toEqual(['data-driven']);
    expect(notAvailable(untouched)).not.toMatch(/touchpoints/);
    const touched = await run(without('attribution'), 'touches-alone');
    expect(modelsIn(touched).sort()).toEqual(['first', 'last', 'linear', 'position']);
    expect(touched.text).toMatch(/^Channels in .* by attribution model, EUR$/m);
  },
  TIMEOUT_MS,
);

/** Values by name, but those of the table itself; intervals are drawn anew in every run. */
const valuesIn = ({ figures }: ReadRun) =>
  figures
    .filter(({ options }) => options !== 'table=calendar')
    .map(({ metric, options, period, scope, value }) => ({
      metric,
      options,
      period,
      scope,
      value,
    }));

it(
  'changes no figure for a calendar that says what the configuration says',
  async () => {
    const left = await run(without('calendar'), 'uncalendared');
    expect(valuesIn(left)).toEqual(valuesIn(whole));
  },
  TIMEOUT_MS,
);
