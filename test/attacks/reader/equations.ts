import type { PrintedRelease } from '../leaving/printed-figure.ts';
import { keyOf } from '../shop/cell-name.ts';
import { addCohorts } from './cohort-equations.ts';
import { addDayPieces } from './day-equations.ts';
import { decodeRatios } from './decoded-ratios.ts';
import { knownCells } from './read-figures.ts';
import type { ReaderTable } from './reader-table.ts';
import { addPartitions, type Members, Sums } from './sums.ts';
import { addTiers } from './tier-equations.ts';
import { addWeek } from './week-equations.ts';

/** Everything that a reader of one release can set up, by hand and with patience. */
export function readerTable(release: PrintedRelease): ReaderTable {
  const known = knownCells(release);
  decodeRatios(release, known);
  const sums = new Sums();
  const members = membersOf(release);
  for (const period of weeksOf(release)) addWeek(period, members(period), sums);
  addCohorts(release, sums);
  addKnownCustomers(release, sums);
  addTiers(release, sums);
  addDayPieces(release, sums);
  for (const cell of known.names) sums.cells.set(keyOf(cell), cell);
  return { known: known.values, equations: sums.equations, cells: sums.cells };
}

const membersOf =
  ({ figures }: PrintedRelease) =>
  (period: string): Members => {
    const rows = figures.filter(
      ({ metric, period: own }) => metric === 'active-customers' && own === period,
    );
    const listed = (scheme: string) => [
      ...new Set(rows.flatMap(({ scope }) => scope[scheme] ?? [])),
    ];
    return { countries: listed('country'), channels: listed('channel') };
  };

const weeksOf = ({ figures }: PrintedRelease): string[] => [
  ...new Set(figures.filter(({ metric }) => metric === 'money-ladder').map(({ period }) => period)),
];

/** Who is known at the last quarter's close is in one country, one channel. */
function addKnownCustomers({ figures }: PrintedRelease, sums: Sums): void {
  const rows = figures.filter(
    ({ metric, scope }) => metric === 'clv-predicted' && Object.keys(scope).length > 0,
  );
  const period = rows[0]?.period;
  if (period === undefined) return;
  const listed = (scheme: string) => [...new Set(rows.flatMap(({ scope }) => scope[scheme] ?? []))];
  addPartitions(
    (scope) => ({ measure: 'known-customers', period, scope }),
    { countries: listed('country'), channels: listed('channel') },
    sums,
  );
}
