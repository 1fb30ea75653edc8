import { join } from 'node:path';
import type { ColumnContract, TableContract } from '#lib/contract/column.ts';
import type { TypingContext } from '../typing/column-rule.ts';
import { isDefective } from '../typing/reject-case.ts';
import { ruledColumns, type Typing, typedSelect, typedValue } from '../typing/typed-select.ts';
import { deliveredTexts, deliveredValues, otherTexts } from './delivered-texts.ts';
import type { DuckdbSession } from './duckdb-session.ts';
import { countRows, expectRows, writePart } from './duckdb-write-part.ts';
import { generatedId } from './generated-id.ts';
import { type LandedAs, landedSelect } from './landed-select.ts';
import { landableRows, otherRows, type Placed, typedRows } from './part-rows.ts';

/** How the rows of a table are typed, and landed in the end. */
export interface Staging {
  readonly table: TableContract;
  readonly context: TypingContext;
  readonly landedAs: LandedAs;
}

/** Typed rows of some deliveries. */
export interface StagedPart {
  readonly counts: readonly number[];
  /** SQL of the rows. */
  readonly rows: string;
  /** The Parquet file that holds these rows, and no others, as they are landed; or null. */
  readonly landable: string | null;
}

/** A group of deliveries, what is known of their columns, and where their rows go. */
interface Part {
  readonly group: readonly Placed[];
  readonly columns: readonly ColumnContract[];
  readonly typing: Typing;
  readonly landedAs: LandedAs;
  readonly path: string;
}

/**
 * Types a group of deliveries with the same columns. Columns of which the bytes were plain are cast; rows in which
 * they were not are typed apart, by all the rules.
 */
export async function stagePart(
  session: DuckdbSession,
  group: readonly Placed[],
  { label, landedAs, ...staging }: Staging & { readonly label: string },
): Promise<StagedPart> {
  const columns = group[0]?.delivery.columns.map(({ column }) => column) ?? [];
  const typing = { ...staging, columns, plain: plainColumns(group) };
  const path = join(session.workDirectory, `${label}.parquet`);
  const part: Part = { group, columns, typing, landedAs, path };
  return (await stageLandable(session, part)) ?? stageTyped(session, part);
}

/** Columns that are plain in every delivery. */
function plainColumns(group: readonly Placed[]): ReadonlySet<string> {
  const plain = group.map(({ delivery }) =>
    delivery.columns.flatMap(({ column, isPlain }) => (isPlain ? [column.name] : [])),
  );
  return new Set(plain[0]?.filter((name) => plain.every((names) => names.includes(name))));
}

const isMixed = ({ delivery }: Placed): boolean => delivery.plain?.others != null;

/** Casts rows straight to what is landed; null where that is not all there is to do. */
async function stageLandable(
  session: DuckdbSession,
  { group, columns, typing, landedAs, path }: Part,
): Promise<StagedPart | null> {
  const { plain, table } = typing;
  if (plain.size < columns.length || group.some(isMixed)) return null;
  if (generatedId(landedAs.name, plain) !== null) return null;
  const ruled = ruledColumns(typing);
  const values = `select ${ruled.map(typedValue).join(', ')} from (${deliveredValues(group)})`;
  const select = `select ${landedSelect(landedAs, plain)} from (${values})`;
  await writePart(session, group, { select, path });
  const deliveries = group.map(({ delivery }) => delivery);
  const counts = await expectRows(session, deliveries, path);
  const rows = landableRows({ path, group, columns, counts });
  const [found] = await session.rows(
    `select count(*) as rows from (${rows}) where ${isDefective(table, ruled)}`,
  );
  return Number(found?.['rows']) === 0 ? { counts, rows, landable: path } : null;
}

/** Types rows with all the columns that say what is wrong with them. */
async function stageTyped(
  session: DuckdbSession,
  { group, columns, typing, path }: Part,
): Promise<StagedPart> {
  const select = typedSelect(typing, deliveredTexts(group), ['_nth']);
  await writePart(session, group, { select, path });
  const deliveries = group.map(({ delivery }) => delivery);
  const counts = await countRows(session, deliveries, path);
  const rows = typedRows({ path, group, columns, counts });
  const others = await stageOthers(session, { group, columns, typing, path: `${path}.others` });
  if (others === null) return { counts, rows, landable: null };
  // They take the places that they left empty.
  const apart = `select * from (${rows}) anti join (${others}) using (_file, _row)`;
  return { counts, rows: `${apart} union all ${others}`, landable: null };
}

/** Types the rows that are not plain, by all the rules. Returns their SQL; null where there are none. */
async function stageOthers(
  session: DuckdbSession,
  { group, columns, typing, path }: Omit<Part, 'landedAs'>,
): Promise<string | null> {
  const mixed = group.filter(isMixed);
  if (mixed.length === 0) return null;
  const byAllRules = { ...typing, plain: new Set<string>() };
  const select = typedSelect(byAllRules, otherTexts(mixed), ['_nth', '_row']);
  await writePart(session, mixed, { select, path });
  const expected = mixed.map(({ delivery: { name, plain } }) => ({
    name,
    rows: plain?.others?.rows ?? 0,
  }));
  const counts = await countRows(session, expected, path);
  return otherRows({ path, group: mixed, columns, counts });
}
