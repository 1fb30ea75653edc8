import type { DataCheck } from '../check.ts';
import { inspectRows } from '../sql-check.ts';
import { days } from '../wording.ts';
import sql from './left-censored.sql';

/** Customers first seen in so many days are taken as won earlier, at an unknown time (rule G4). */
const UNKNOWN_DAYS = 365;

/** Days of history that the data do not show: before the first order, or unknown where nothing is declared. */
export const leftCensored: DataCheck = {
  id: 'left-censored',
  tables: ['orders'],
  unit: 'days',
  fix: 'Deliver orders from the first day of business and declare historyComplete: true; else early cohorts stay empty.',
  measure: async (context) => {
    const { historyComplete, businessStart } = context.settings;
    if (!historyComplete) {
      return {
        values: [UNKNOWN_DAYS],
        found: `The history is not declared complete, so customers first seen in its first ${days(UNKNOWN_DAYS)} are of unknown age`,
      };
    }
    if (businessStart === null) return { values: [0], found: 'The history is declared complete' };
    const count = await inspectRows(context, 'left-censored', sql);
    const missing = count('days_missing');
    return {
      values: [missing],
      found: `The first order is ${days(missing)} after the declared start of the business`,
    };
  },
};
