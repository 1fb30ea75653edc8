import { createHash } from 'node:crypto';
import type { SuppliedCalendar } from '#lib/units/calendar.ts';
import { manifestOf, snapshotHash } from '../../manifest.ts';
import type {
  DeliveredTable,
  IntakeWarning,
  LandedTable,
  Reject,
  Snapshot,
} from '../../snapshot.ts';
import type { SourceSpec } from '../../source-spec.ts';
import { CONFLICT } from '../plan/aside-sql.ts';
import { completeUntil, type LandingSource, readScans } from '../plan/landing-source.ts';
import type { TablePlan } from '../plan/plan-table.ts';
import { isDelivered } from '../plan/table-steps.ts';
import { conservedAmounts } from './conserved-amounts.ts';
import { judgeLanding } from './judge-landing.ts';
import type { AsideRow, LandingCounts } from './landing-counts.ts';

/** What the statements of one table's landing said. */
export interface LandingOutcome {
  readonly counts: LandingCounts;
  /** In the order of the listing statement. */
  readonly aside: readonly AsideRow[];
  /** What tells the rows of a catalogue's table from others; null for files, which have bytes. */
  readonly content: string | null;
}

/**
 * What became of one delivered table.
 * @throws IntakeError when the landing must be refused; nothing may read the landed table then.
 */
export function settleLanding(
  source: LandingSource,
  plan: TablePlan,
  { counts, aside, content }: LandingOutcome,
): LandedTable {
  judgeLanding(plan, counts);
  const amounts = conservedAmounts(plan, counts);
  return {
    table: plan.name,
    path: plan.landed,
    sha256: plan.identity,
    delivered: counts.delivered,
    accepted: counts.accepted,
    quarantined: counts.quarantined,
    duplicates: counts.duplicates,
    versioned: isDelivered(plan.steps, 'updated_at') || isDelivered(plan.steps, 'op'),
    amounts,
    files:
      content === null
        ? readScans(source).map(({ file }) => file)
        : [existingTable(plan, counts, content)],
    rejects: aside.map((row) => reject(plan, row)),
    warnings: [...plan.warnings, ...spellingWarnings(plan, counts), ...outcomeWarnings(counts)],
    watermark: completeUntil(source) ?? counts.watermark,
  };
}

const existingTable = (
  { files: [table], name }: TablePlan,
  { delivered }: LandingCounts,
  content: string,
): DeliveredTable => ({
  name: table?.name ?? name,
  sha256: createHash('sha256').update(`${delivered} rows ${content}`).digest('hex'),
  bytes: 0,
  rows: delivered,
  kind: 'table',
});

const reject = ({ files, name }: TablePlan, row: AsideRow): Reject => ({
  file: files.find(({ ordinal }) => ordinal === row.file)?.name ?? name,
  line: row.line,
  column: row.column,
  reason: row.reason,
  valueHash: row.hash,
});

/** Columns in the order of the contract. */
function spellingWarnings(
  { name, steps }: TablePlan,
  { spellings }: LandingCounts,
): IntakeWarning[] {
  return steps.table.columns.flatMap((column) => {
    const found = spellings.find((candidate) => candidate.column === column.name);
    const place = `${name}.${column.name}`;
    return [
      ...warning(
        'SPELLINGS_UNIFIED',
        found?.unified ?? 0,
        (count) => `${place}: ${count} spellings differ in case only and were made one`,
      ),
      ...warning(
        'LOOKALIKE_CODES',
        found?.alike ?? 0,
        (count) => `${place}: ${count} codes look like another one but use other letters`,
      ),
    ];
  });
}

function outcomeWarnings(counts: LandingCounts): IntakeWarning[] {
  const conflicts = counts.defects
    .filter(({ reason }) => reason === CONFLICT)
    .reduce((sum, { rows }) => sum + rows, 0);
  const rows = (what: string) => (count: number) => `${count} rows ${what}`;
  return [
    ...warning(
      'DUPLICATE_ROWS',
      counts.duplicates,
      rows('repeat an earlier one and were left out'),
    ),
    ...warning('CONFLICTING_DUPLICATE', conflicts, rows('share a key with other content')),
    ...warning('ZERO_AMOUNT', counts.zeroAmounts, rows('have an amount of zero')),
    ...warning(
      'RESPELLED',
      counts.respelled,
      rows('had outer space, other case or accents normalised'),
    ),
    ...warning(
      'REPEATED_TIME',
      counts.repeatedTimes,
      rows('lie in a repeated hour; the first was taken'),
    ),
  ];
}

const warning = (
  code: string,
  count: number,
  message: (count: number) => string,
): IntakeWarning[] => (count === 0 ? [] : [{ code, message: message(count) }]);

/** A settled snapshot, and the text of its manifest. */
export interface SettledSnapshot {
  readonly snapshot: Snapshot;
  readonly manifest: string;
}

/** Puts landed tables together. The hash is that of the same deliveries landed on one machine. */
export function settleSnapshot(
  specs: readonly SourceSpec[],
  tables: readonly LandedTable[],
  calendar: SuppliedCalendar | null,
): SettledSnapshot {
  const hash = snapshotHash(specs, tables);
  const landed = Object.fromEntries(tables.map((table) => [table.table, table]));
  return {
    snapshot: { hash, tables: landed, calendar },
    manifest: manifestOf(hash, tables),
  };
}
