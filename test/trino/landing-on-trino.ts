import { selectRefusal } from '#lib/intake/athena/plan/foreign-tables.ts';
import type { LandingPlace } from '#lib/intake/athena/plan/landing-place.ts';
import type { LandingSource, ScannedSource } from '#lib/intake/athena/plan/landing-source.ts';
import {
  checkReads,
  planLanding,
  probeOf,
  readSelectOf,
} from '#lib/intake/athena/plan/plan-landing.ts';
import type { TablePlan } from '#lib/intake/athena/plan/plan-table.ts';
import {
  type AsideRow,
  type LandingCounts,
  parseAside,
  parseContent,
  parseCounts,
} from '#lib/intake/athena/settle/landing-counts.ts';
import { settleLanding } from '#lib/intake/athena/settle/settle-landing.ts';
import type { LandedTable } from '#lib/intake/snapshot.ts';
import type { SourceSpec } from '#lib/intake/source-spec.ts';
import { scanSource } from './scan-on-disk.ts';
import { makeStaged } from './staged-tables.ts';
import { type LandingTrino, recordsOf, runOnTrino, TrinoError } from './trino-client.ts';

/** One load: sources whose `files` are paths. */
export interface TrinoLoad {
  readonly specs: readonly SourceSpec[];
  readonly loadedAt: Date;
  /** Tells loads apart. */
  readonly run: string;
}

/** One planned table and what its statements said. */
export interface ScannedLanding {
  readonly plan: TablePlan;
  readonly counts: LandingCounts;
  readonly aside: readonly AsideRow[];
  readonly content: string | null;
}

/** Lands deliveries as the account does: scanned by Node, typed and landed by statements on Trino. */
export async function landOnTrino(trino: LandingTrino, load: TrinoLoad): Promise<LandedTable[]> {
  const place = placeOf(trino, load);
  const sources: LandingSource[] = [];
  for (const spec of load.specs) {
    const scanned = await scanSource(trino, { spec, run: place.run });
    await makeStaged(trino, [scanned], place);
    sources.push(await selected(trino, scanned, place));
  }
  const landings = await landScanned(trino, sources, place);
  return landings.map(({ plan, ...outcome }, n) => {
    const source = sources[n];
    if (source === undefined) throw new Error('a plan without its source');
    return settleLanding(source, plan, outcome);
  });
}

export const placeOf = (
  { session }: LandingTrino,
  { run, loadedAt }: Pick<TrinoLoad, 'run' | 'loadedAt'>,
): LandingPlace => ({ database: session.schema, lake: 'local:///', run, loadedAt });

/** Runs the statements of a landing whose staged tables are there. */
export async function landScanned(
  trino: LandingTrino,
  sources: readonly LandingSource[],
  place: LandingPlace,
): Promise<ScannedLanding[]> {
  const { phases, tables } = planLanding(sources, place, 'test');
  const results = new Map<string, Record<string, unknown>[]>();
  for (const { statements } of phases) {
    for (const { name, queryString } of statements) {
      const result = await runOnTrino(trino.session, onLocalFiles(queryString));
      results.set(name, recordsOf(result));
    }
  }
  return tables.map((plan) => {
    const [counts] = results.get(`${plan.name}_counts`) ?? [];
    const aside = (results.get(`${plan.name}_rejects`) ?? []).map(parseAside);
    const [content] = results.get(`${plan.name}_content`) ?? [];
    return {
      plan,
      counts: parseCounts(counts),
      aside,
      content: content === undefined ? null : parseContent(content),
    };
  });
}

/** Of a table without rows, local files would lack the folder that is said to be there; a bucket has no folders. */
const onLocalFiles = (sql: string): string => sql.replace(/, external_location = '[^']*'/, '');

async function selected(
  { session }: LandingTrino,
  source: ScannedSource,
  place: LandingPlace,
): Promise<LandingSource> {
  const probe = probeOf(source, place);
  if (probe === null) return { ...source, selected: null };
  const ask = (sql: string) =>
    runOnTrino(session, sql).catch((error: unknown) => {
      if (error instanceof TrinoError) throw selectRefusal(readSelectOf(source), error.message);
      throw error;
    });
  const reads = await ask(probe.reads.queryString);
  checkReads(source, String(reads.rows[0]?.[0]), place);
  return { ...source, selected: (await ask(probe.columns.queryString)).columns };
}
