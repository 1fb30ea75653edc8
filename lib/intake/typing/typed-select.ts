import type { ColumnContract, TableContract } from '#lib/contract/column.ts';
import { sqlName } from '../landing/sql-text.ts';
import { columnRule, plainRule, type TypingContext } from './column-rule.ts';
import { withDefault } from './derived-values.ts';
import { minorUnit } from './minor-unit.ts';
import { faultOf, type RuledColumn, rejectCase } from './reject-case.ts';
import { repeatedTime } from './time-sql.ts';

/** What is needed to type rows. */
export interface Typing {
  readonly table: TableContract;
  readonly columns: readonly ColumnContract[];
  readonly context: TypingContext;
  /** Columns all of whose texts are of their plain form. */
  readonly plain: ReadonlySet<string>;
}

/** SQL name of a column's delivered text. */
export const rawName = (column: ColumnContract): string => sqlName(`raw ${column.name}`);

/** The delivered columns with their rules. */
export const ruledColumns = ({ columns, context, plain }: Typing): readonly RuledColumn[] =>
  columns.map((column) => {
    const raw = rawName(column);
    const ruleOf = plain.has(column.name) ? plainRule : columnRule;
    return { column, raw, rule: ruleOf(column, raw, context) };
  });

/**
 * A select that turns delivered text into typed columns and adds three more: `reject` is null for a good row, else
 * the first column that is wrong, the reason, and a hash of its text; `respelled` says that a text was changed
 * (space, accents, upper case), `repeated_time` that a local time occurs twice.
 * @param delivered a select of the texts, under their raw names, and of the columns `places`, which are kept.
 */
export function typedSelect(typing: Typing, delivered: string, places: readonly string[]): string {
  const { table, columns, context } = typing;
  const ruled = ruledColumns(typing);
  const unit =
    context.moneyFormat === 'minor' ? `, ${minorUnit(table.name, ruled)} as minor_unit` : '';
  const landed = columns.map(({ name }) => `${withDefault(table.name, name)} as ${sqlName(name)}`);
  return `with delivered as (${delivered}),
    priced as (select *${unit} from delivered),
    typed as (select *, ${ruled.map(typedValue).join(', ')} from priced),
    judged as (select ${['*', ...ruled.flatMap(faultOf)].join(', ')} from typed),
    decided as (select *, ${rejectCase(table, ruled)} as defect from judged)
    select ${landed.join(', ')}, ${REJECT} as reject,
      ${anyOf(ruled.flatMap(respelled))} as respelled,
      ${anyOf(ruled.flatMap((one) => repeated(one, context)))} as repeated_time,
      ${places.join(', ')}
    from decided`;
}

/** SQL of a column's typed value, under its name. */
export const typedValue = ({ column, rule }: RuledColumn): string =>
  `${rule.value} as ${sqlName(column.name)}`;

/** The hash tells a repeat from a new defect. A personal text has none: short texts can be guessed from their hash. */
const REJECT = `case when defect is not null then {
  'column': defect."column", 'reason': defect.reason,
  'hash': case when defect.reason <> 'PERSONAL_VALUE' then left(system.main.sha256(defect.text), 16) end
} end`;

const anyOf = (conditions: readonly string[]): string =>
  conditions.length === 0 ? 'false' : conditions.join(' or ');

const SPELLED = ['id', 'code', 'str', 'ccy', 'enum'];

const respelled = ({ column, raw, rule }: RuledColumn): string[] =>
  SPELLED.includes(column.type) && rule.fault !== null
    ? [`coalesce(${sqlName(column.name)} <> ${raw}, false)`]
    : [];

function repeated({ column, raw, rule }: RuledColumn, { zone }: TypingContext): string[] {
  if (column.type !== 'ts' || rule.fault === null) return [];
  const condition = repeatedTime(raw, sqlName(column.name), zone);
  return condition === null ? [] : [condition];
}
