import type { Cell, Equation } from '../cell.ts';
import type { Figure, ReleasedFigure } from '../figure.ts';
import { STANDARD_POLICY } from '../policy.ts';
import { release } from '../release.ts';
import { openReleased } from '../released.ts';
import type { ReportHead } from '../report.ts';
import type { Correction } from './corrections.ts';
import { ledgerOf, type ReleaseRecord } from './release-ledger.ts';

export const head: ReportHead = {
  id: 'weekly',
  edition: 'weekly',
  scope: {},
  title: 'Weekly customer value',
  business: 'Example Tea Shop',
  state: 'FINAL',
  revision: 1,
  asOf: '2026-11-23',
  timeZone: 'Europe/Stockholm',
  period: '2026-W47',
  priorPeriod: '2026-W46',
  yearAgoPeriod: '2025-W47',
  fiscalWeek: '2026-W47',
  fiscalYearAgo: '2025-W47',
  month: '2026-10',
  priorMonth: '2026-09',
  yearAgoMonth: '2025-10',
  nextBundle: { quarter: '2026-Q4', date: '2027-01-05' },
  currency: 'SEK',
  currencyExponent: 2,
  locale: 'en-GB',
  runId: 'run-1',
  definitionsVersion: 1,
  forecast: null,
  k: 10,
  segments: ['country'],
  cohortGrain: 'month',
  marginBasis: 'revenue',
  alerts: { percent: 10, amount: 500 },
  notes: [],
  dataTo: {},
  intake: [],
  tablesNotSupplied: [],
};

/** What a figure of one cell prints: its total. */
export const figureOf = (cell: Cell, change: Partial<Figure> = {}): Figure => ({
  metric: cell.measure,
  options: '',
  period: cell.period,
  scope: cell.scope,
  unit: 'count',
  value: cell.total,
  reason: null,
  lower: null,
  upper: null,
  customers: cell.customers,
  cells: [cell.key],
  ...change,
});

/** What one week's data say. */
export interface WeekOfData {
  readonly cells: readonly Cell[];
  readonly equations: readonly Equation[];
  readonly figures: readonly Figure[];
  /** The release corrects those before it, by changes of these customers. */
  readonly correction?: Correction;
}

/** Releases in turn, each knowing all before it: their figures, and what each added to the ledger. */
export async function releaseInTurn(weeks: readonly WeekOfData[]) {
  const records: ReleaseRecord[] = [];
  const printed: (readonly ReleasedFigure[])[] = [];
  for (const { correction, ...week } of weeks) {
    const drafts = [{ head, measured: [week] }];
    const ledger = { ...ledgerOf(records), ...(correction && { correction }) };
    const { reports, record } = await release(drafts, STANDARD_POLICY, ledger);
    records.push(record);
    printed.push(openReleased(reports).flatMap(({ figures }) => figures));
  }
  return { records, printed };
}
