import type { StatementPhase } from '#lib/warehouse/athena-scope-plan.ts';
import { IntakeError } from '../../intake-error.ts';
import { type ReadSelect, refuseForeignTables } from './foreign-tables.ts';
import type { LandingPlace } from './landing-place.ts';
import {
  type LandingSource,
  landingIdentity,
  type ScannedSource,
  selectOf,
} from './landing-source.ts';
import { planTable, type TablePlan } from './plan-table.ts';
import { type SelectProbe, selectProbe } from './select-mapping.ts';
import { type StagedTable, stagedTables } from './staged-table.ts';

/** What makes landings of scanned deliveries. */
export interface LandingPlan {
  /** Those of a phase may run at the same time, after all of the phase before. */
  readonly phases: readonly StatementPhase[];
  readonly tables: readonly TablePlan[];
}

/** The tables over staged copies that the catalogue must have before any statement runs. */
export const neededTables = (
  sources: readonly ScannedSource[],
  place: LandingPlace,
): readonly StagedTable[] =>
  sources.flatMap(({ spec, inputs }) =>
    inputs.flatMap((input) => stagedTables(spec.table, input, place)),
  );

/** What the engine is asked of a source's select before its landing is planned; null where there is no select. */
export function probeOf(source: ScannedSource, place: LandingPlace): SelectProbe | null {
  const mapping = selectOf(source);
  return mapping === null ? null : selectProbe(mapping, place);
}

/**
 * Refuses a select that reads other tables than its inputs.
 * @param reads the one value that the statement `reads` of its probe gave.
 * @throws IntakeError SQL_MAPPING, CATALOGUE_TABLE
 */
export function checkReads(source: ScannedSource, reads: string, place: LandingPlace): void {
  const own = neededTables([source], place).map(({ name }) => `${place.database}.${name}`);
  const catalogue = source.catalogue === null ? [] : [source.catalogue.table];
  refuseForeignTables(readSelectOf(source), reads, new Set([...own, ...catalogue]));
}

/** A source's select as refusals speak of it. */
export const readSelectOf = (source: ScannedSource): ReadSelect => ({
  name: selectOf(source)?.name ?? source.spec.table,
  existing: source.catalogue !== null,
});

/**
 * Plans the landing of scanned deliveries, each table once.
 * @param codeVersion hash of the code that reads; part of each landing's identity.
 * @throws IntakeError for a mapping that cannot be read; QueryError STATEMENT_TOO_LONG
 */
export function planLanding(
  sources: readonly LandingSource[],
  place: LandingPlace,
  codeVersion: string,
): LandingPlan {
  refuseRepeatedTables(sources);
  const tables = sources.map((source) =>
    planTable(source, landingIdentity(source, codeVersion), place),
  );
  const phases = Math.max(0, ...tables.map((table) => table.phases.length));
  return {
    tables,
    phases: Array.from({ length: phases }, (_, phase) => ({
      statements: tables.flatMap((table) => table.phases[phase] ?? []),
    })).filter(({ statements }) => statements.length > 0),
  };
}

function refuseRepeatedTables(sources: readonly LandingSource[]): void {
  const seen = new Set<string>();
  for (const { spec } of sources) {
    if (seen.has(spec.table)) {
      const hint = 'two sources fill it; list their files in one';
      throw new IntakeError('TABLE_TWICE', { file: spec.table }, hint);
    }
    seen.add(spec.table);
  }
}
