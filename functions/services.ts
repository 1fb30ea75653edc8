import { randomUUID } from 'node:crypto';
import { type LoadedConfiguration, loadConfiguration } from '#lib/config/load-configuration.ts';
import { type Log, logTo } from '#lib/observability/log.ts';
import { runStepOf } from '#lib/pipeline/steps/run-step.ts';
import { stepMemory } from '#lib/pipeline/steps/step-memory.ts';
import type { StoredRun } from '#lib/pipeline/steps/stored-run.ts';
import { releasedStore } from '#lib/privacy/released-store.ts';
import { erasureListVersion } from '#lib/runs/erasure-list.ts';
import type { ExecutionInput } from '#lib/runs/orchestrator.ts';
import { attemptId, configHashOf } from '#lib/runs/run-key.ts';
import type { RunStore } from '#lib/runs/run-store.ts';
import { DeterminismError } from '#lib/runs/step-memo.ts';
import type { Trigger } from '#lib/runs/trigger.ts';
import { s3Client } from '#lib/store/s3-client.ts';
import { s3Store } from '#lib/store/s3-store.ts';
import type { IsoDate } from '#lib/units/calendar.ts';
import { dayIn } from '#lib/units/zoned-time.ts';
import { athenaClient } from '#lib/warehouse/athena-client.ts';

/** A variable that the stack gives this function. Throws where it does not. */
export function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new MissingVariableError(name);
  return value;
}

/** The function was deployed without something it needs. */
export class MissingVariableError extends Error {
  override readonly name = 'MissingVariableError';
  constructor(variableName: string) {
    super(`this function has no ${variableName}: deploy the stack again`);
  }
}

export const s3 = s3Client();
export const athena = athenaClient();
export const clock = (): Date => new Date();
export const seconds = (): number => performance.now() / 1000;

export const log: Log = logTo({
  write: (line) => process.stdout.write(`${line}\n`),
  clock,
  deployment: variable('DEPLOYMENT'),
});

const bucket = (name: string) => s3Store({ client: s3, bucket: variable(name) });

export const books = (): RunStore => ({
  store: bucket('LEDGER_BUCKET'),
  clock,
  randomId: randomUUID,
});

export const released = () => releasedStore(bucket('RELEASED_BUCKET'));
export const releasedObjects = () => bucket('RELEASED_BUCKET');
export const lakeObjects = () => bucket('LAKE_BUCKET');

let loaded: Promise<LoadedConfiguration> | undefined;
/** The configuration in the bundle, read once in the life of the function. */
export const configuration = (): Promise<LoadedConfiguration> => {
  loaded ??= loadConfiguration(variable('CONFIGURATION'));
  return loaded;
};

/** The day that it is in the business zone. */
export const today = async (): Promise<IsoDate> =>
  dayIn(clock().toISOString(), (await configuration()).configuration.business.timeZone);

/** Whose reports these are: one deployment serves one business. */
export const tenant = (): string => variable('DEPLOYMENT');

/** A run as one of its steps finds it, with the erasure list as it is now unless another is said. */
export async function storedRun(
  trigger: Trigger,
  listVersion: () => Promise<string> = () => erasureListVersion(books()),
): Promise<StoredRun> {
  const { configuration: read } = await configuration();
  const { run, attempt, report, asOf } = trigger;
  return {
    configuration: read,
    asOf,
    reports: [report],
    kept: stepMemory({
      books: books(),
      work: lakeObjects(),
      pointers: `runs/${attemptId(run, attempt)}/steps`,
      identity: { report, asOf, configuration: configHashOf(read) },
    }),
    get released() {
      return released();
    },
    chain: {
      store: books().store,
      commits: true,
      erasureListVersion: listVersion,
      engine: 'athena-engine-version-3',
    },
  };
}

/** The event of a step: which attempt at which run, and for one of many items which. */
export interface StepEvent extends ExecutionInput {
  /** Id of a pinned file. */
  readonly file?: string;
}

/** The handler of one step of the line. */
export const onRun =
  <T>(name: string, work: (trigger: Trigger, event: StepEvent) => Promise<T>) =>
  async (event: StepEvent): Promise<T> => {
    const { run, attempt } = event;
    try {
      return await runStepOf(books(), { run, attempt, name, seconds }, (trigger) =>
        work(trigger, event),
      );
    } catch (error) {
      log.error('step-failed', error, { step: name, run });
      if (error instanceof DeterminismError) log.metric('DeterminismBreaks', 1);
      throw error;
    }
  };
