import * as z from 'zod';
import { addDays } from '#lib/units/calendar.ts';
import type { Fact } from '../metric.ts';
import sql from './query.sql';

/** Age in days at which customers are compared. */
export const PROFILE_AGE = 180;
const YEAR_DAYS = 365;

/** Values that fewer customers have are not read: too few for the test, and that somebody has one is theirs to tell. */
const FEWEST = 30;

const whole = z.coerce.number().refine(Number.isSafeInteger);
const schema = z.object({
  trait: z.string(),
  value: z.string(),
  customers: whole,
  top_customers: whole,
});

/** Customers with a value of a trait that enough have, and those of them in the top fifth. */
export interface TraitRow {
  readonly trait: string;
  readonly value: string;
  readonly customers: number;
  readonly top: number;
}

/** Everyone acquired in the year that ended 180 days before the quarter close; the trait `all` is all of them. */
export const profileTraits: Fact<TraitRow> = {
  query: {
    name: 'ideal-profile',
    sql,
    parseRow: (raw) => {
      const { top_customers: top, ...row } = schema.parse(raw);
      return { ...row, top };
    },
  },
  parameters: ({ closeDate }) => {
    const last = addDays(closeDate, -PROFILE_AGE - 1);
    return {
      age: PROFILE_AGE,
      fewest: FEWEST,
      first_date: addDays(last, 1 - YEAR_DAYS),
      last_date: last,
    };
  },
};
