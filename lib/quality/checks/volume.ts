import { sqlCheck } from '../sql-check.ts';
import { percent } from '../wording.ts';
import sql from './volume.sql';

const COMPARED_DAYS = 63;

/**
 * Orders of each of the last seven days against the median of the same weekday in the eight weeks before; and their
 * week against those weeks, so that shops with few orders a day are checked too.
 */
export const volume = sqlCheck({
  id: 'volume',
  tables: ['orders'],
  unit: 'share',
  fix: 'Deliver the days that are incomplete or doubled; if the days were like this, widen the bounds of volume.',
  sql,
  read: (count) =>
    count('days_compared') === 0 || count('history_days') < COMPARED_DAYS
      ? { values: [], found: 'There are too few orders to compare days with' }
      : {
          values: [count('lowest'), count('highest')],
          found: `Days and the week have ${span(count('lowest'), count('highest'))} of their usual orders`,
        },
});

const span = (lowest: number, highest: number): string =>
  lowest === highest ? percent(lowest) : `between ${percent(lowest)} and ${percent(highest)}`;
