import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CheckResult, Readiness } from '#lib/quality/readiness.ts';
import { checkReadiness } from './check-readiness.ts';
import { observationOf } from './observation.ts';
import { openWarehouse } from './open-warehouse.ts';
import { type RejectRecord, rejectRecords } from './run-record.ts';
import type { RunRequest } from './run-request.ts';
import type { Services } from './services.ts';
import { snapshotOf } from './take-snapshot.ts';

/** What the files look like before any report is made of them. */
export interface CheckedData {
  readonly state: Readiness['state'];
  readonly asOf: string;
  readonly tables: readonly {
    readonly table: string;
    readonly accepted: number;
    readonly quarantined: number;
    readonly duplicates: number;
  }[];
  readonly rejects: readonly RejectRecord[];
  readonly warnings: readonly string[];
  readonly findings: readonly CheckResult[];
}

/** The first steps of the line in a scratch folder that is removed again. */
export async function checkLine(request: RunRequest, services: Services): Promise<CheckedData> {
  const store = await mkdtemp(join(tmpdir(), 'tenure-check-'));
  try {
    const scratch = { ...request, store };
    const snapshot = await snapshotOf(scratch, services);
    const observation = observationOf(request.asOf, request.configuration, snapshot);
    const warehouse = await openWarehouse(snapshot, observation.asOf, scratch);
    try {
      const readiness = await checkReadiness(warehouse, request.configuration, {
        snapshot,
        observation,
      });
      const tables = Object.values(snapshot.tables);
      return {
        state: readiness.state,
        asOf: observation.asOf,
        tables: tables.map(({ table, accepted, quarantined, duplicates }) => ({
          table,
          accepted,
          quarantined,
          duplicates,
        })),
        rejects: rejectRecords(snapshot),
        warnings: tables.flatMap(({ warnings }) => warnings.map(({ message }) => message)),
        findings: readiness.findings,
      };
    } finally {
      await warehouse.close();
    }
  } finally {
    await rm(store, { recursive: true, force: true });
  }
}
