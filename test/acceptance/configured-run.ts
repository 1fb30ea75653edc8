import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import * as z from 'zod';
import { parseConfiguration } from '#lib/config/load-configuration.ts';
import { NOBODY_ERASED } from '#lib/erasure/erased-persons.ts';
import { outboxMailer } from '#lib/mail/outbox-mailer.ts';
import { runLine } from '#lib/pipeline/run-line.ts';
import type { RunRecord } from '#lib/pipeline/run-record.ts';
import { memoryStore } from '../fixtures/memory-store.ts';
import { plainCalendar } from './plain-forecast.ts';
import { isPresent } from './shared-files.ts';
import { type WrittenFigure, type WrittenReport, writtenReport } from './written-report.ts';

const purchaseModel = z.object({
  id: z.string(),
  model: z.string(),
  unit: z.string(),
  window: z.object({ from: z.string(), to: z.string() }),
  parameters: z.record(z.string(), z.number()),
  logLikelihood: z.number(),
  customers: z.number(),
  groups: z.number(),
  converged: z.boolean(),
  ridge: z.number(),
  backtest: z.object({ calibration: z.number() }).nullable(),
  calendar: plainCalendar.nullable(),
});

/** Of purchases and their value; those of subscribers have another form. */
const modelsFile = z
  .array(z.looseObject({ id: z.string() }))
  .transform((all) =>
    z.array(purchaseModel).parse(all.filter(({ id }) => !id.startsWith('retention'))),
  );

/** What a figure is called; options and scope are empty unless said otherwise. */
export interface Asked {
  readonly metric: string;
  readonly options?: string;
  readonly period: string;
  readonly scope?: Readonly<Record<string, string>>;
}

/** A finished run, read back from the files that it wrote. */
export interface ConfiguredRun {
  readonly record: RunRecord;
  readonly figures: readonly WrittenFigure[];
  readonly intake: WrittenReport['intake'];
  readonly models: z.output<typeof modelsFile>;
  readonly landed: string;
  /** The one figure of that name; throws when there is none or more than one. */
  figure(asked: Asked): WrittenFigure;
  remove(): Promise<void>;
}

const RUN_TIMEOUT_MS = 60_000;

/** A run to make: the configuration's text, the cut, and the published files without which it is not made. */
export interface RunPlan {
  readonly configuration: string;
  readonly asOf: string | null;
  readonly needs: readonly string[];
}

/** Runs the line once before the tests of a file and removes its files after them. */
export function ranBefore({ configuration, asOf, needs }: RunPlan): () => ConfiguredRun {
  let run: ConfiguredRun | undefined;
  beforeAll(async () => {
    if (needs.every(isPresent)) run = await runConfigured(configuration, asOf);
  }, RUN_TIMEOUT_MS);
  afterAll(() => run?.remove());
  return () => {
    if (run === undefined) throw new Error('there is no run');
    return run;
  };
}

/** What a run reads, and the folder that gets all it writes. */
export interface LinePlan {
  readonly configuration: string;
  /** From which the configuration's paths start. */
  readonly from: string;
  readonly into: string;
  readonly asOf: string | null;
}

/** Runs the line in this process, sends nothing and keeps no ledger. Its files are in `into`, below `out` and `store`. */
export async function runInto({ configuration, from, into, asOf }: LinePlan): Promise<RunRecord> {
  const { record } = await runLine(
    {
      configuration: parseConfiguration(configuration, 'tenure.yaml'),
      directory: from,
      asOf,
      reports: null,
      out: join(into, 'out'),
      store: join(into, 'store'),
      send: false,
      dryRun: false,
      memoryLimitMb: 800,
      threads: 2,
    },
    {
      loadedAt: new Date('2026-11-16T06:00:00Z'),
      seconds: () => 0,
      progress: () => undefined,
      mailer: outboxMailer(join(into, 'outbox')),
      chain: async () => memoryStore(),
      erased: async () => NOBODY_ERASED,
    },
  );
  return record;
}

/** Runs the line in a folder of its own; the configuration's paths start from the project's folder. */
async function runConfigured(configuration: string, asOf: string | null): Promise<ConfiguredRun> {
  const directory = await mkdtemp(join(tmpdir(), 'tenure-acceptance-'));
  const record = await runInto({ configuration, from: process.cwd(), into: directory, asOf });
  const read = (path: string): unknown =>
    JSON.parse(readFileSync(join(directory, 'out', path), 'utf8'));
  const { figures, intake } = writtenReport(join(directory, 'out/weekly/report.json'));
  const named = new Map(figures.map((written) => [nameOf(written), written]));
  return {
    record,
    figures,
    intake,
    models: modelsFile.parse(read('models.json')),
    landed: join(directory, 'store/landed'),
    figure(asked) {
      const found = named.get(nameOf(asked));
      if (found) return found;
      throw new Error(`the report has no figure ${nameOf(asked)}`);
    },
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}

const nameOf = ({ metric, options = '', period, scope = {} }: Asked): string =>
  JSON.stringify([metric, options, period, Object.entries(scope).sort()]);
