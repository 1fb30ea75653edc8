import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LoadedConfiguration, loadConfiguration } from '#lib/config/load-configuration.ts';
import { NOBODY_ERASED } from '#lib/erasure/erased-persons.ts';
import type { Snapshot } from '#lib/intake/snapshot.ts';
import { outboxMailer } from '#lib/mail/outbox-mailer.ts';
import { RUN_FACTS, SNAPSHOT } from '#lib/pipeline/artefacts/run-facts.ts';
import { openWarehouse } from '#lib/pipeline/open-warehouse.ts';
import { runLine } from '#lib/pipeline/run-line.ts';
import { catalogueTables } from '#lib/pipeline/steps/catalogue-tables.ts';
import { checkDataStep } from '#lib/pipeline/steps/check-data-step.ts';
import { fitModelsStep } from '#lib/pipeline/steps/fit-models-step.ts';
import { planScoresStep, type ScoringPlace } from '#lib/pipeline/steps/plan-scores-step.ts';
import { scopeCalls } from '#lib/pipeline/steps/scope-calls.ts';
import { stepMemory } from '#lib/pipeline/steps/step-memory.ts';
import type { StoredRun } from '#lib/pipeline/steps/stored-run.ts';
import { snapshotOf } from '#lib/pipeline/take-snapshot.ts';
import { releasedStore } from '#lib/privacy/released-store.ts';
import { erasureListVersion } from '#lib/runs/erasure-list.ts';
import { PREDICTION_COLUMNS } from '#lib/scores/predictions-table.ts';
import { scopePlan } from '#lib/warehouse/athena-scope-plan.ts';
import type { AthenaStatement } from '#lib/warehouse/athena-statement.ts';
import { keptTablePrefix } from '#lib/warehouse/athena-tables.ts';
import { athenaWarehouse } from '#lib/warehouse/athena-warehouse.ts';
import type { DuckdbEngine } from '../fixtures/duckdb-engine.ts';
import { memoryStore } from '../fixtures/memory-store.ts';
import { athenaOver, type ShopAthena } from '../fixtures/shop-athena.ts';
import { landedCatalogue } from './landed-catalogue.ts';
import { AS_OF, writeScoredShop } from './scored-shop.ts';
import { NEWER, scoresIn, shopConfiguration, TIMEOUT_MS } from './scored-twice.ts';
import { shopFolder } from './shop-folder.ts';

const DATABASE = 'example_lake';
const RUN = 'this-run-a1';
const DELIMITER = '\u0001';
const LOADED_AT = new Date('2026-11-17T06:00:00Z');

const folder = await shopFolder();
const [work, objects] = [memoryStore(), memoryStore()];
let loaded: LoadedConfiguration;
let snapshot: Snapshot;
let engine: DuckdbEngine;
let athena: ShopAthena;

const request = (name: string) => ({
  ...loaded,
  asOf: AS_OF,
  reports: null,
  out: folder.at(`${name}-out`),
  store: folder.at(name),
  send: false,
  dryRun: false,
  memoryLimitMb: 400,
  threads: 2,
});
const services = {
  loadedAt: LOADED_AT,
  seconds: () => 0,
  progress: () => undefined,
  mailer: outboxMailer(folder.at('outbox')),
  chain: async () => memoryStore(),
  erased: async () => NOBODY_ERASED,
};

beforeAll(async () => {
  await writeScoredShop(folder);
  await folder.write('tenure.yaml', shopConfiguration({}));
  loaded = await loadConfiguration(folder.at('tenure.yaml'));
  await runLine(request('store'), services);
  snapshot = await snapshotOf(request('landed'), services);
  engine = await landedCatalogue(snapshot, DATABASE);
  const lake = { engine, database: DATABASE, landed: {}, calendar: 'calendar' };
  athena = await athenaOver({ ...lake, close: () => engine.close() });
  const stored = await storedRun();
  await stored.kept.make(SNAPSHOT, [snapshot.hash], async () => snapshot);
  for (const step of [checkDataStep, fitModelsStep])
    await step(stored, (landed, asOf) => openWarehouse(landed, asOf, request('landed')));
}, TIMEOUT_MS);
afterAll(() => athena.close());

const tablesOf = async () => {
  const named = Object.fromEntries(
    Object.entries(snapshot.tables).map(([key, table]) => [key, { ...table, path: table.table }]),
  );
  const business = loaded.configuration.business;
  const { fiscal } = business.calendar;
  const asked = { database: DATABASE, asOf: AS_OF, fiscal, erased: null };
  return catalogueTables({ ...snapshot, tables: named }, asked);
};

async function storedRun(change: Partial<LoadedConfiguration['configuration']> = {}) {
  const books = { store: work, clock: () => LOADED_AT, randomId: randomUUID };
  const run: StoredRun = {
    configuration: { ...loaded.configuration, ...change },
    asOf: AS_OF,
    reports: null,
    kept: stepMemory({ books, work, pointers: 'runs/one/a1', identity: {} }),
    released: releasedStore(work),
    chain: {
      store: work,
      commits: true,
      erasureListVersion: () => erasureListVersion(books),
      engine: 'athena',
    },
  };
  return run;
}

const execute = ({ queryString, executionParameters = [] }: AthenaStatement) =>
  engine.execute(queryString, [...executionParameters], new AbortController().signal);

const place = (today = '2026-11-17'): ScoringPlace => ({
  database: DATABASE,
  run: RUN,
  lake: 's3://example/',
  objects,
  tablesOf,
  today,
  async createTable({ name, location }) {
    const stored = await objects.get(`${location.replace('s3://example/', '')}rows`);
    const lines = new TextDecoder().decode(stored?.body).trim().split('\n');
    const rows = lines.map((line) => `('${line.replaceAll(DELIMITER, "', '")}')`).join(', ');
    const columns = PREDICTION_COLUMNS.join(', ');
    const queryString = `create or replace table ${DATABASE}.${name} as select * from (values ${rows}) as own(${columns})`;
    await execute({ name: 'table', queryString, token: '' });
  },
});

const openAthena = async () =>
  athenaWarehouse({ ...athena.options, tables: await tablesOf(), run: RUN });

it(
  'scores the customers of the laptop as the laptop does, and only those',
  async () => {
    const run = await storedRun();
    const facts = await run.kept.load(RUN_FACTS);
    const { configuration } = run;
    const tables = await tablesOf();
    const calls = scopeCalls(configuration, configuration.reports, facts);
    for (const { statements } of scopePlan({ database: DATABASE, tables, run: RUN }, calls))
      for (const statement of statements) await execute(statement);
    const planned = await planScoresStep(run, openAthena, place());
    expect(await planScoresStep(run, openAthena, place())).toEqual(planned);
    const { statement, scores } = planned ?? expect.fail('nothing was planned');
    const days = { scoredOn: AS_OF, expiresOn: '2026-12-16' };
    expect(scores).toMatchObject({
      written: `scoped/${RUN}/scores/`,
      folder: { ...days, run: RUN },
    });
    await execute(statement);
    const name = `${keptTablePrefix(RUN)}scores`;
    const queryString = `select * from ${DATABASE}.${name} order by 1`;
    const { columns, rows } = await execute({ name: 'all', queryString, token: '' });
    const expected = await scoresIn(folder.at(`store/${NEWER}`));
    expect(expected.length).toBeGreaterThan(1_000);
    expect(
      rows.map((row) => Object.fromEntries(columns.map((column, i) => [column.name, row[i]]))),
    ).toEqual(expected);
  },
  TIMEOUT_MS,
);

it('uploads predictions of histories, and no customer', async () => {
  const [key = ''] = await objects.list('');
  expect(await objects.list('')).toEqual([`scoped/${RUN}/predictions/rows`]);
  const text = new TextDecoder().decode((await objects.get(key))?.body);
  const cells = text
    .trim()
    .split('\n')
    .flatMap((line) => line.split(DELIMITER));
  const ids = new Set((await scoresIn(folder.at(`store/${NEWER}`))).map((own) => own.customer_id));
  expect(cells.filter((cell) => ids.has(cell))).toEqual([]);
  expect(cells.length).toBeGreaterThan(6 * 500);
  expect(cells.filter((cell) => !Number.isFinite(Number(cell)))).toEqual([]);
});

it('plans none where none are asked for, where they would be too old, and of a held report', async () => {
  const asked = await storedRun();
  const unasked = await storedRun({ scores: undefined });
  expect(await planScoresStep(unasked, openAthena, place())).toBeNull();
  expect(await planScoresStep(asked, openAthena, place('2026-12-17'))).toBeNull();
  const facts = await asked.kept.load(RUN_FACTS);
  const load: StoredRun['kept']['load'] = (artefact) =>
    artefact.name === RUN_FACTS.name
      ? Promise.resolve(artefact.decode(RUN_FACTS.encode({ ...facts, state: 'HELD' })))
      : asked.kept.load(artefact);
  const held = { ...asked, kept: { ...asked.kept, load } };
  expect(await planScoresStep(held, openAthena, place())).toBeNull();
  expect(
    scopeCalls(asked.configuration, asked.configuration.reports, { ...facts, state: 'HELD' }),
  ).toEqual([]);
});
