/** Trino's types and how DuckDB, whose words messages use, spells them. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/^(varchar|char|unknown)\b/, 'VARCHAR'],
  [/^(integer|int)$/, 'INTEGER'],
  [/^real$/, 'FLOAT'],
  [/^timestamp.* with time zone$/, 'TIMESTAMP WITH TIME ZONE'],
  [/^timestamp/, 'TIMESTAMP'],
  [/^array(\(varchar(\(\d+\))?\))?$/, 'VARCHAR[]'],
  [/^map(\(varchar(\(\d+\))?, ?varchar(\(\d+\))?\))?$/, 'MAP(VARCHAR, VARCHAR)'],
];

/** A type of a select's result, as DuckDB spells it. */
export function duckdbType(type: string): string {
  const lower = type.toLowerCase();
  return (
    SPELLINGS.find(([pattern]) => pattern.test(lower))?.[1] ??
    lower.toUpperCase().replace(', ', ',')
  );
}
