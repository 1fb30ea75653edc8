import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import type { LoadedConfiguration } from '#lib/config/load-configuration.ts';
import { requireSending } from '#lib/mail/kill-switch.ts';
import { runLine } from '#lib/pipeline/run-line.ts';
import type { RunRecord } from '#lib/pipeline/run-record.ts';
import { type RunRequest, RunRequestError } from '#lib/pipeline/run-request.ts';
import { releasedKeys } from '#lib/pipeline/steps/stored-run.ts';
import type { ReportState } from '#lib/privacy/report.ts';
import { executeRun, type RunReport } from '#lib/runs/execute-run.ts';
import {
  type InProcessOrchestrator,
  inProcessOrchestrator,
} from '#lib/runs/in-process-orchestrator.ts';
import { type MailCounts, NO_MAILS, noteStep, type RunResult } from '#lib/runs/run-state.ts';
import type { RunStore } from '#lib/runs/run-store.ts';
import { fileStore } from '#lib/store/file-store.ts';
import type { Store } from '#lib/store/store.ts';
import { openBooks } from './open-books.ts';
import { servicesOn } from './services.ts';
import type { Terminal } from './terminal.ts';

/** The one business of a laptop's ledger. */
export const LOCAL_TENANT = 'main';

/** What the runs on this machine have released. */
export const openReleasedStore = (store: string): Promise<Store> =>
  fileStore(join(resolve(store), 'released'));

export interface LocalRunFlags {
  readonly out: string;
  readonly store: string;
  readonly memory: number;
}

/** Runs that are asked for, by the API or an operator, made here one after the other. */
export interface LocalRuns {
  readonly books: RunStore;
  readonly released: Store;
  readonly orchestrator: InProcessOrchestrator;
}

/** Throws `RunRequestError` for a configuration whose runs are analyses, which have no weeks. */
export async function openLocalRuns(
  { configuration, directory }: LoadedConfiguration,
  flags: LocalRunFlags,
  terminal: Terminal,
): Promise<LocalRuns> {
  if (configuration.privacy.snapshot === 'exact')
    throw new RunRequestError('privacy.snapshot: must be weekly; an exact analysis has no weeks');
  const books = await openBooks(flags.store);
  const released = await openReleasedStore(flags.store);
  const report: RunReport = async (trigger) => {
    if (trigger.deliveries.length > 0) await requireSending(books.store);
    const request: RunRequest = {
      configuration,
      directory,
      asOf: trigger.asOf,
      reports: [trigger.report],
      out: join(resolve(flags.out), trigger.period),
      store: resolve(flags.store),
      send: trigger.deliveries.length > 0,
      scope: trigger.scope,
      dryRun: false,
      memoryLimitMb: flags.memory,
      threads: Math.min(availableParallelism(), 4),
    };
    const place = { out: resolve(flags.out), store: flags.store };
    const { record } = await runLine(request, servicesOn(terminal, place));
    for (const step of record.steps) await noteStep(books, trigger.run, step);
    await keepReleased(released, record, request.out);
    return { runId: record.runId, readiness: READINESS[record.state], mails: countsOf(record) };
  };
  return { books, released, orchestrator: inProcessOrchestrator(executeRun(books, report)) };
}

/** What the run's record says of a report in each state. */
const READINESS: Readonly<Record<ReportState, RunResult['readiness']>> = {
  FINAL: 'FINAL',
  PROVISIONAL: 'PROVISIONAL',
  HELD: 'HELD',
  CORRECTION: 'FINAL',
  ANALYSIS: 'HELD',
};

/** The files of the reports, as the gate let them out, where the API serves them from. */
async function keepReleased(released: Store, record: RunRecord, out: string): Promise<void> {
  const folders = record.reports.map(({ directory }) => `${directory}/`);
  for (const { path } of record.files) {
    if (!folders.some((folder) => path.startsWith(folder))) continue;
    const key = `${releasedKeys(record.runId).files}/${path}`;
    await released.createIfAbsent(key, await readFile(join(out, path)));
  }
}

const countsOf = ({ mails }: RunRecord): MailCounts => ({
  ...NO_MAILS,
  accepted: mails.filter(({ status }) => status === 'sent').length,
  unknown: mails.filter(({ status }) => status === 'unknown').length,
});
