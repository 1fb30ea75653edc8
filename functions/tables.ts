import { catalogueTables } from '#lib/pipeline/steps/catalogue-tables.ts';
import type { OpenTables } from '#lib/pipeline/steps/stored-run.ts';
import { attemptId } from '#lib/runs/run-key.ts';
import type { Trigger } from '#lib/runs/trigger.ts';
import { objectBytes, placeOf } from '#lib/store/s3-object.ts';
import { athenaWarehouse } from '#lib/warehouse/athena-warehouse.ts';
import { athena, configuration, s3, variable } from './services.ts';

/** Most bytes that one step may scan: ten runs of a shop of ten million orders. */
const SCAN_LIMIT_BYTES = 200e9;

/** Opens the landed tables of a run for one of its steps. */
export const openTables =
  ({ run, attempt }: Trigger): OpenTables =>
  async (snapshot, asOf) => {
    const database = variable('DATABASE');
    const { business } = (await configuration()).configuration;
    return athenaWarehouse({
      athena,
      database,
      tables: catalogueTables(snapshot, { database, asOf, fiscal: business.calendar.fiscal }),
      run: attemptId(run, attempt),
      readObject: (address) => objectBytes(s3, placeOf(address)),
      workgroup: variable('WORKGROUP'),
      scanLimitBytes: SCAN_LIMIT_BYTES,
    });
  };
