import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Files that are no queries of both engines, and why. */
const ONE_ENGINE: Readonly<Record<string, string>> = {
  'lib/warehouse/trino-macros.sql': 'teaches DuckDB the words of Trino',
  'lib/metrics/facts/cells/contributions.sql': 'two landings of one machine',
  'lib/metrics/facts/cells/changed-contributions.sql': 'two landings of one machine',
  'lib/intake/typing/column-macros.sql': 'typing on DuckDB',
  'lib/intake/typing/number-macros.sql': 'typing on DuckDB',
  'lib/intake/typing/time-macros.sql': 'typing on DuckDB',
};

/** Which files of SQL were part of a statement that both engines ran. */
export interface Coverage {
  readonly covered: readonly string[];
  readonly missing: readonly string[];
  readonly oneEngine: Readonly<Record<string, string>>;
}

/** Looks for every `.sql` file of `lib` in the statements. */
export function coverageOf(statements: readonly string[]): Coverage {
  const asked = [...new Set(statements)].map(bare);
  const files = readdirSync('lib', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.sql'))
    .map((path) => join('lib', path))
    .filter((path) => !(path in ONE_ENGINE))
    .sort();
  const isCovered = (path: string) => {
    const body = bare(readFileSync(path, 'utf8'));
    return asked.some((sql) => sql.includes(body));
  };
  return {
    covered: files.filter(isCovered),
    missing: files.filter((path) => !isCovered(path)),
    oneEngine: ONE_ENGINE,
  };
}

/** Without comments, spaces, the `with` that composing merges, and values, which importers write in place of names. */
const bare = (sql: string): string =>
  sql
    .replaceAll(/--[^\n]*/g, ' ')
    .replaceAll(/:[a-z_]+|'[^']*'/g, '?')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/^with /, '');
