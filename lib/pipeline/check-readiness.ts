import type { Configuration } from '#lib/config/configuration.ts';
import type { Snapshot } from '#lib/intake/snapshot.ts';
import type { CheckSettings } from '#lib/quality/check.ts';
import { checkData } from '#lib/quality/check-data.ts';
import type { Readiness } from '#lib/quality/readiness.ts';
import type { FiscalCalendar } from '#lib/units/calendar.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { fiscalCalendar } from './fiscal-calendar.ts';
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
      calendar: suppliedDays(fiscalCalendar(configuration, snapshot)),
    },
    intake: Object.values(snapshot.tables),
  });
};

function suppliedDays(fiscal: FiscalCalendar): CheckSettings['calendar'] {
  if (typeof fiscal === 'string') return null;
  const [from = '', ...later] = fiscal.monthStarts;
  return { from, end: later.at(-1) ?? from };
}
