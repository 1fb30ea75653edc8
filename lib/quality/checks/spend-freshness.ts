import { daysBetween } from '#lib/units/calendar.ts';
import type { DataCheck } from '../check.ts';
import { days } from '../wording.ts';

/** How many days before the cut the last day of marketing spend is; 1 is the day before it. */
export const spendFreshness: DataCheck = {
  id: 'spend-freshness',
  tables: ['marketing_spend'],
  unit: 'days',
  fix: 'Deliver marketing_spend up to the last day of the period; until then CAC is too low.',
  measure: async ({ intake, settings }) => {
    const spend = intake.find(({ table }) => table === 'marketing_spend');
    const last = spend?.watermark?.slice(0, 10) ?? '1970-01-01';
    const late = daysBetween(last, settings.asOf);
    return {
      values: [late],
      found:
        late > 0
          ? `The last day of marketing_spend is ${days(late)} before the end of the period`
          : 'Marketing spend reaches past the end of the period',
    };
  },
};
