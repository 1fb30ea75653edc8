import type { LandedTable } from '#lib/intake/snapshot.ts';

/** What a snapshot says of its rows. */
interface Landed {
  readonly tables: Readonly<Record<string, Pick<LandedTable, 'delivered' | 'quarantined'>>>;
}

/** Percent of the rows of a table that could not be read, in the table where most could not; 0 without rows. */
export const quarantinePercent = ({ tables }: Landed): number =>
  Math.max(
    0,
    ...Object.values(tables)
      .filter(({ delivered }) => delivered > 0)
      .map(({ delivered, quarantined }) => (100 * quarantined) / delivered),
  );
