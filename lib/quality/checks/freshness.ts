import type { DataCheck } from '../check.ts';
import { days } from '../wording.ts';

const DAY_MS = 86_400_000;

/** How long before the cut the last order is. Orders without rows count as never delivered. */
export const freshness: DataCheck = {
  id: 'freshness',
  tables: ['orders'],
  unit: 'days',
  fix: 'Deliver the missing orders, or report on an earlier week.',
  measure: async ({ intake, settings }) => {
    const orders = intake.find(({ table }) => table === 'orders');
    const cut = Date.parse(`${settings.asOfUtc.replace(' ', 'T')}Z`);
    const last = orders?.watermark ?? null;
    const late = (cut - (last === null ? 0 : Date.parse(last))) / DAY_MS;
    return {
      values: [late],
      found:
        last === null
          ? 'There are no orders'
          : late > 0
            ? `The last order is up to ${days(Math.ceil(late))} before the end of the period`
            : 'Orders reach past the end of the period',
    };
  },
};
