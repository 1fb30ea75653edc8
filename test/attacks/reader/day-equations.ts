import { addDays, quarterStart } from '#lib/units/calendar.ts';
import type { PrintedRelease } from '../leaving/printed-figure.ts';
import type { CellName } from '../shop/cell-name.ts';
import type { Sums } from './sums.ts';

/** A printed count of first orders, by the days that it covers; `from` is empty where it covers everything before. */
interface Stretch {
  readonly cell: CellName;
  readonly from: string;
  /** Exclusive. */
  readonly to: string;
}

/**
 * Weeks, months and everyone known by a day are counts of the same first orders over other stretches of days. Cut at every
 * edge of any of them, they are sums of the same pieces, and a piece can be a single day.
 */
export function addDayPieces(release: Pick<PrintedRelease, 'asOf' | 'figures'>, sums: Sums): void {
  const stretches = stretchesOf(release);
  const edges = [...new Set(stretches.flatMap(({ from, to }) => [from, to]))].sort();
  for (const { cell, from, to } of stretches) {
    const own = edges.filter((edge) => edge >= from && edge < to);
    sums.add(
      cell,
      own.map((edge, i) => piece(edge, own[i + 1] ?? to)),
    );
  }
}

const piece = (from: string, to: string): CellName => ({
  measure: 'first-order-customers',
  period: '',
  scope: { from, to },
});

function stretchesOf({ asOf, figures }: Pick<PrintedRelease, 'asOf' | 'figures'>): Stretch[] {
  const weeks = figures.filter(
    ({ metric, options, scope }) =>
      metric === 'new-customers' && options === '' && Object.keys(scope).length === 0,
  );
  const months = figures.filter(
    ({ metric, options }) => metric === 'new-customers' && options !== '',
  );
  const known = figures.filter(({ metric }) => metric === 'clv-predicted');
  const labels = (period: string) => known.some((figure) => figure.period === period);
  const quarter = known.find(({ period }) => period.includes('Q'))?.period ?? '';
  const week = weeks[0]?.period ?? '';
  return [
    ...weeks.map(({ period }) => {
      const from = mondayOf(period);
      return { cell: { measure: 'new-customers', period, scope: {} }, from, to: addDays(from, 7) };
    }),
    ...months.map(({ period, scope }) => ({
      cell: { measure: 'cohort-size', period, scope },
      from: `${period}-01`,
      to: addDays(`${period}-28`, 4).slice(0, 8).concat('01'),
    })),
    ...[week, quarter].filter(labels).map((period) => ({
      cell: { measure: 'known-customers', period, scope: {} },
      from: '',
      to: period === quarter ? quarterStart(asOf, 'iso') : asOf,
    })),
  ];
}

/** First day of an ISO week such as `2026-W46`: the week that holds 4 January is the first. */
function mondayOf(label: string): string {
  const [year = '', week = ''] = label.split('-W');
  const fourth = new Date(`${year}-01-04T00:00:00Z`);
  const monday = addDays(`${year}-01-04`, -((fourth.getUTCDay() + 6) % 7));
  return addDays(monday, 7 * (Number(week) - 1));
}
