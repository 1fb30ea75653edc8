import { join } from 'node:path';
import { tableContract } from '#lib/contract/tables.ts';
import { fileSha256 } from './bytes/file-sha256.ts';
import { refuseChanged } from './bytes/refuse-changed.ts';
import { refuseAttributeKeys } from './landing/duckdb-attribute-keys.ts';
import { type Conservation, conserve } from './landing/duckdb-conservation.ts';
import { landRows } from './landing/duckdb-land.ts';
import type { DuckdbSession } from './landing/duckdb-session.ts';
import { unifySpellings } from './landing/duckdb-spellings.ts';
import { stageDeliveries } from './landing/duckdb-stage.ts';
import type { LandedAs } from './landing/landed-select.ts';
import { type LeftOut, leaveOutDuplicates } from './landing/leave-out-duplicates.ts';
import { type StagedTable, setAside } from './landing/set-aside.ts';
import { landedFile } from './manifest.ts';
import type { PreparedTable } from './prepare-table.ts';
import type { IntakeWarning, LandedTable, Reject } from './snapshot.ts';
import type { TypingContext } from './typing/column-rule.ts';
import { assumedZone } from './typing/time-sql.ts';

/** Where and when a table is landed. */
export interface LandingPlace {
  readonly session: DuckdbSession;
  readonly directory: string;
  readonly loadedAt: Date;
}

/** How far after the load an event may claim to lie, for clocks that run ahead. */
const CLOCK_TOLERANCE_MS = 24 * 3_600_000;

/** Types, judges and writes one prepared table. Throws `IntakeError` when it must be refused. */
export async function landTable(
  prepared: PreparedTable,
  place: LandingPlace,
): Promise<LandedTable> {
  const { session } = place;
  const unchanged = () => refuseChanged(prepared.delivered);
  const typed = await stage(prepared, place).finally(unchanged);
  await refuseAttributeKeys(session, typed);
  const rejects = await setAside(session, typed);
  const { staged: relation, warnings } = await unifySpellings(session, typed.staged, typed);
  const landable = relation === typed.staged ? typed.landable : null;
  const staged = { ...typed, staged: relation, landable };
  const leftOut = await leaveOutDuplicates(session, staged);
  const path = join(place.directory, landedFile(prepared.name));
  await landRows(session, {
    ...staged,
    landedAs: landedAs(prepared, place),
    hasDuplicates: leftOut.identical + leftOut.conflicts.length > 0,
    path,
  });
  return account(session, { prepared, staged, rejects, leftOut, path, warnings });
}

async function stage(prepared: PreparedTable, place: LandingPlace): Promise<StagedTable> {
  const table = tableContract(prepared.name);
  const latestEvent = new Date(place.loadedAt.getTime() + CLOCK_TOLERANCE_MS).toISOString();
  const context: TypingContext = {
    zone: assumedZone(prepared.name, prepared.spec.assumeTimeZone),
    moneyFormat: prepared.spec.moneyFormat ?? 'major',
    latestEvent,
    eventTime: table.eventTime ?? null,
  };
  const { deliveries } = prepared;
  const staged = await stageDeliveries(place.session, deliveries, {
    table,
    context,
    landedAs: landedAs(prepared, place),
  });
  return {
    ...staged,
    table,
    deliveries,
    delivered: new Set(
      deliveries.flatMap(({ columns }) => columns.map(({ column }) => column.name)),
    ),
  };
}

const landedAs = ({ name }: PreparedTable, { loadedAt }: LandingPlace): LandedAs => ({
  name,
  loadedAt: loadedAt.toISOString(),
});

interface Written {
  readonly prepared: PreparedTable;
  readonly staged: StagedTable;
  readonly rejects: readonly Reject[];
  readonly leftOut: LeftOut;
  readonly path: string;
  readonly warnings: readonly IntakeWarning[];
}

/** Adds up what happened to every row and amount. */
async function account(session: DuckdbSession, written: Written): Promise<LandedTable> {
  const { prepared, staged, leftOut, path } = written;
  const rejects = [...written.rejects, ...leftOut.conflicts];
  const delivered = staged.counts.reduce((sum, rows) => sum + rows, 0);
  const expected = delivered - rejects.length - leftOut.identical;
  const [sha256, conserved] = await Promise.all([
    fileSha256(path),
    conserve(session, {
      ...staged,
      path,
      hasDuplicates: leftOut.identical + leftOut.conflicts.length > 0,
      expected,
      landedAsStaged: staged.landable !== null && expected === delivered,
    }),
  ]);
  const warnings = [
    ...prepared.warnings,
    ...written.warnings,
    ...outcomeWarnings(leftOut, conserved),
  ];
  return {
    table: prepared.name,
    path,
    sha256,
    delivered,
    accepted: conserved.accepted,
    quarantined: rejects.length,
    duplicates: leftOut.identical,
    versioned: staged.delivered.has('updated_at') || staged.delivered.has('op'),
    amounts: conserved.amounts,
    files: prepared.files,
    rejects,
    warnings,
    watermark: prepared.completeUntil ?? conserved.watermark,
  };
}

function outcomeWarnings(
  { identical, conflicts }: LeftOut,
  conserved: Conservation,
): IntakeWarning[] {
  const warning = (code: string, rows: number, what: string) =>
    rows === 0 ? [] : [{ code, message: `${rows} rows ${what}` }];
  return [
    ...warning('DUPLICATE_ROWS', identical, 'repeat an earlier one and were left out'),
    ...warning('CONFLICTING_DUPLICATE', conflicts.length, 'share a key with other content'),
    ...warning('ZERO_AMOUNT', conserved.zeroAmounts, 'have an amount of zero'),
    ...warning(
      'RESPELLED',
      conserved.respelled,
      'had outer space, other case or accents normalised',
    ),
    ...warning(
      'REPEATED_TIME',
      conserved.repeatedTimes,
      'lie in a repeated hour; the first was taken',
    ),
  ];
}
