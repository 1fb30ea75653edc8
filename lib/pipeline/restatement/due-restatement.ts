import type { Configuration } from '#lib/config/configuration.ts';
import type { Restatement } from '#lib/metrics/restatement/plan.ts';
import { PRINTED_LINES } from '#lib/metrics/restatement/restated-cells.ts';
import { figureKey } from '#lib/privacy/ledger/figure-key.ts';
import { ladderKey, ladderName, reportOfBundle } from '#lib/privacy/ledger/restated.ts';
import { addDays, weekLabel, weekStart } from '#lib/units/calendar.ts';
import { midnightUtc } from '#lib/units/zoned-time.ts';
import { fiscalCalendar } from '../fiscal-calendar.ts';
import type { LandedName, LedgerAtHead } from '../release-ledger.ts';
import type { RunFacts } from '../report-context.ts';
import { closedQuarter } from './quarter.ts';

/** Landed rows of a week as it was released: a name that only the store of landings can open. */
export interface ReleasedLanding extends LandedName {
  readonly from: string;
  readonly until: string;
}

/** The bundle that a run owes, and where the rows are that its weeks were released from. */
export interface DueRestatement extends Restatement {
  readonly landings: readonly ReleasedLanding[];
}

/** Whether the rows that a week was released from can still be read, by the week's label. */
export type IsKept = (period: string, landed: readonly LandedName[]) => boolean;

/**
 * The bundle of the last closed quarter, in the first FINAL report after its close and in every repetition of it. Weeks
 * that no earlier report printed are not in it. Null where none is due.
 */
export function dueRestatement(
  { ledger, releases }: Pick<LedgerAtHead, 'ledger' | 'releases'>,
  { configuration, facts }: { readonly configuration: Configuration; readonly facts: RunFacts },
  isKept: IsKept,
): DueRestatement | null {
  const { business, privacy } = configuration;
  const { asOf, week } = facts.observation;
  if (facts.state !== 'FINAL' || privacy.snapshot === 'exact') return null;
  const quarter = closedQuarter(asOf, fiscalCalendar(configuration, facts.snapshot));
  const earlier = releases.filter((release) => release.asOf < asOf);
  const weeks = weeksBetween(quarter).flatMap((one) => {
    const period = weekLabel(one);
    const keys = new Set(PRINTED_LINES.map((line) => ladderKey(line, period)));
    const first = earlier.find(({ record }) =>
      record.frozen.some(({ cell, published }) => published && keys.has(cell.key)),
    );
    return first === undefined ? [] : [{ week: one, period, landed: first.record.landed }];
  });
  const said = reportOfBundle(ledger.figures.values(), quarter.label);
  const isDue = said === null ? quarter.isNew || weeks.length > 0 : said === weekLabel(week);
  if (!isDue) return null;
  return {
    bundle: quarter.label,
    weeks: weeks.map(({ week: one, period, landed }) => ({
      week: one,
      kept: isKept(period, landed),
      sums: Object.fromEntries(
        PRINTED_LINES.flatMap((line) => {
          const value = ledger.figures.get(figureKey(ladderName(line, period)))?.value ?? null;
          return value === null ? [] : [[line, value] as const];
        }),
      ),
    })),
    landings: weeks.flatMap(({ week: one, landed }) =>
      landed.map((name) => ({ ...name, ...stretchOf(one, business.timeZone) })),
    ),
  };
}

const weeksBetween = ({ firstWeek, lastWeek }: ReturnType<typeof closedQuarter>): number[] =>
  Array.from({ length: lastWeek - firstWeek + 1 }, (_, i) => firstWeek + i);

/** The instants of a week in the reporting zone, as UTC. */
export const stretchOf = (
  week: number,
  timeZone: string,
): { readonly from: string; readonly until: string } => ({
  from: midnightUtc(weekStart(week), timeZone),
  until: midnightUtc(addDays(weekStart(week), 7), timeZone),
});
