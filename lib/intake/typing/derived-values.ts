import { sqlName } from '../landing/sql-text.ts';

/** What a derived column says when it, or its value in a row, was not delivered: SQL over the row's other columns. */
const DEFAULTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  marketing_spend: { cost_type: "'media'", purpose: "'acquisition'" },
  fx_rates: { kind: "'spot'" },
  survey_responses: { item: 'metric' },
  erasures: { effective_at: 'requested_at' },
};

/** SQL of a derived column's default, or null where there is none. */
export const derivedDefault = (table: string, column: string): string | null =>
  DEFAULTS[table]?.[column] ?? (column === 'op' ? "'upsert'" : null);

/** SQL of a delivered column with its default filled in. */
export function withDefault(table: string, column: string): string {
  const value = derivedDefault(table, column);
  return value === null ? sqlName(column) : `coalesce(${sqlName(column)}, ${value})`;
}
