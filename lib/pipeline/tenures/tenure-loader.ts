import type { SubscriberGroup } from '#lib/models/contractual-value/subscriber-group.ts';
import type { Purpose } from '#lib/privacy/scope/purposes.ts';
import { scopeTo } from '#lib/privacy/scope/scoped-query.ts';
import type { IsoDate } from '#lib/units/calendar.ts';
import type { Parameters } from '#lib/warehouse/bind-parameters.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { tenureGroups } from './tenure-rows.ts';

/** Grouped tenures of subscribers in scope; rows do not grow with the number of customers. */
export interface TenureLoader {
  /** Of those who may be used for fitting. */
  fitted(cut: IsoDate): Promise<readonly SubscriberGroup[]>;
  /** Of those whom the report may be about. */
  reported(cut: IsoDate): Promise<readonly SubscriberGroup[]>;
}

export function tenureLoader(
  warehouse: Warehouse,
  { scope, minorUnits }: { readonly scope: Parameters; readonly minorUnits: number },
): TenureLoader {
  const groups = (purpose: Purpose, cut: IsoDate) =>
    warehouse.run(scopeTo(purpose, tenureGroups(minorUnits)), { ...scope, cut });
  return {
    fitted: (cut) => groups('model-fitting', cut),
    reported: (cut) => groups('segment-reporting', cut),
  };
}
