import { groupBy } from '#lib/numerics/group-by.ts';
import type { HistoryGroup } from '../history.ts';

/** All groups of one frequency: what depends on x alone is computed once for them. */
export interface FrequencyClass {
  readonly frequency: number;
  readonly customers: number;
  readonly members: readonly HistoryGroup[];
}

/** The groups by frequency, ascending. */
export function frequencyClasses(groups: readonly HistoryGroup[]): FrequencyClass[] {
  return [...groupBy(groups, (group) => group.frequency)]
    .map(([frequency, members]) => ({
      frequency,
      members,
      customers: members.reduce((sum, member) => sum + member.customers, 0),
    }))
    .sort((x, y) => x.frequency - y.frequency);
}
