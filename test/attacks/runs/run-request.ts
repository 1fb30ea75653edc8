import { join } from 'node:path';
import { loadConfiguration } from '#lib/config/load-configuration.ts';
import { NOBODY_ERASED } from '#lib/erasure/erased-persons.ts';
import { outboxMailer } from '#lib/mail/outbox-mailer.ts';
import type { RunRequest } from '#lib/pipeline/run-request.ts';
import type { Services } from '#lib/pipeline/services.ts';
import { fileStore } from '#lib/store/file-store.ts';

/** One run of one shop: the day it looks from, and the folder that its files and its store are in. */
export interface RunPlan {
  /** Path of the configuration. */
  readonly configuration: string;
  readonly asOf: string;
  readonly folder: string;
  /** Where releases are remembered; runs of one deployment share it. */
  readonly store: string;
}

export async function requestOf({
  configuration,
  asOf,
  folder,
  store,
}: RunPlan): Promise<RunRequest> {
  return {
    ...(await loadConfiguration(configuration)),
    asOf,
    reports: null,
    out: join(folder, 'out'),
    store,
    send: true,
    dryRun: false,
    memoryLimitMb: 500,
    threads: 2,
  };
}

/** Files are judged by a clock that is past all of them. */
const AFTERWARDS = '2027-01-04T06:00:00Z';

export const servicesOf = ({ folder, store }: RunPlan): Services => ({
  loadedAt: new Date(AFTERWARDS),
  seconds: () => 0,
  progress: () => undefined,
  mailer: outboxMailer(join(folder, 'out/outbox')),
  chain: () => fileStore(join(store, 'ledger')),
  erased: async () => NOBODY_ERASED,
});
