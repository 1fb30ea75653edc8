import type { Configuration } from '#lib/config/configuration.ts';
import type { Snapshot } from '#lib/intake/snapshot.ts';
import { checkData } from '#lib/quality/check-data.ts';
import type { Readiness } from '#lib/quality/readiness.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import type { Observation } from './observation.ts';
import { historyIsComplete } from './scope-parameters.ts';

/** Every load check of the data contract that the delivered tables allow, and the state of the reports. */
export const checkReadiness = (
  warehouse: Warehouse,
  configuration: Configuration,
  { snapshot, observation }: { readonly snapshot: Snapshot; readonly observation: Observation },
): Promise<Readiness> => {
  const { business, scope } = configuration;
  return checkData({
    inspect: warehouse.inspect,
    settings: {
      asOf: observation.asOf,
      asOfUtc: observation.asOfUtc,
      timeZone: business.timeZone,
      reportingCurrency: business.currency,
      purpose: 'segment-reporting',
      lawfulBasis: scope.lawfulBasis,
      historyComplete: historyIsComplete(configuration),
      businessStart: null,
    },
    intake: Object.values(snapshot.tables),
  });
};
