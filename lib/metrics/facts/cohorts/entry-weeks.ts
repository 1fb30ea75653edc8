import * as z from 'zod';
import type { Fact } from '../../metric.ts';
import sql from './entry-weeks.sql';
import { fixedAgeCohorts } from './fixed-age.ts';

const whole = z.coerce.number().refine(Number.isSafeInteger);
const schema = z.object({ week: whole, month: whole, customers: whole });

/** Customers of known acquisition whose first paid order lies in a counted week and in a counted fiscal month. */
export type EntryWeek = Readonly<z.infer<typeof schema>>;

/** New customers by week and fiscal month, of all cohorts that any table shows and of the months beside them. */
export const entryWeeks: Fact<EntryWeek> = {
  query: { name: 'entry-weeks', sql, parseRow: (raw) => schema.parse(raw) },
  parameters: (context) => {
    const { first, last } = fixedAgeCohorts(context);
    return { first_cohort: first, last_cohort: last };
  },
};
