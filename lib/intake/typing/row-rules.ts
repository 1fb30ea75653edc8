import { sqlName } from '../landing/sql-text.ts';

/** A rule over several columns of one row, true for a bad one. `column` is named in the reject. */
export interface RowRule {
  readonly column: string;
  readonly reason: string;
  readonly when: string;
}

/** SQL of a column, or of null where it was not delivered. */
type Value = (column: string) => string;

const RULES: Readonly<Record<string, (value: Value) => readonly RowRule[]>> = {
  orders: (value) => [
    {
      column: 'tax_amount',
      reason: 'TAX_MISSING',
      when: `${value('price_includes_tax')} and ${value('tax_amount')} is null`,
    },
  ],
  customers: (value) => [
    {
      column: 'merged_into',
      reason: 'MERGED_INTO_ITSELF',
      when: `${value('merged_into')} = ${value('customer_id')}`,
    },
  ],
  survey_responses: (value) => [
    {
      column: 'score',
      reason: 'SCORE_OUT_OF_SCALE',
      when: `${value('score')} not between ${value('scale_min')} and ${value('scale_max')}`,
    },
    {
      column: 'scale_max',
      reason: 'SCALE_NOT_NPS',
      when: `${value('metric')} = 'nps' and (${value('scale_min')} <> 0 or ${value('scale_max')} <> 10)`,
    },
    {
      column: 'higher_is_better',
      reason: 'MISSING',
      when: `${value('metric')} = 'ces' and ${value('higher_is_better')} is null`,
    },
    {
      column: 'item, dimension or role',
      reason: 'MISSING',
      when: `${value('metric')} = 'perval'
        and (${['item', 'dimension', 'role'].map((name) => `${value(name)} is null`).join(' or ')})`,
    },
  ],
  adjustments: (value) => [
    {
      column: 'approver',
      reason: 'APPROVED_BY_AUTHOR',
      when: `${value('author')} = ${value('approver')}`,
    },
  ],
};

/** The rules of a table over the columns that were delivered. */
export const rowRules = (table: string, delivered: ReadonlySet<string>): readonly RowRule[] =>
  RULES[table]?.((column) => (delivered.has(column) ? sqlName(column) : 'null')) ?? [];
