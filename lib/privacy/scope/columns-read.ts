const COMMENT = /--[^\n]*/g;
const TEXT = /'(?:[^']|'')*'/g;

/** SQL without what its comments and texts say. */
export const withoutTexts = (sql: string): string =>
  sql.replaceAll(COMMENT, ' ').replaceAll(TEXT, "''");

const WORD = /(?<![:\w])[a-z_]\w*/g;
/** All columns of one relation, or of whatever is read up to the next `select`; a product never follows a comma. */
const STAR = /(?:\bselect\s+(?:distinct\s+)?|,\s*)(?:(\w+)\.)?\*((?:(?!\bselect\b).)*)/gs;

/** Which of some relations' columns a query may read: those that it names, and all where it asks for `*`. */
export function columnsRead(
  sql: string,
  columns: Readonly<Record<string, readonly string[]>>,
): readonly string[] {
  const code = withoutTexts(sql).toLowerCase();
  const words = new Set(code.match(WORD));
  const stars = [...code.matchAll(STAR)];
  const read = Object.entries(columns).flatMap(([relation, names]) =>
    stars.some(([, alias, rest = '']) => meansAll(relation, alias, rest))
      ? names
      : names.filter((name) => words.has(name)),
  );
  return [...new Set(read)];
}

function meansAll(relation: string, alias: string | undefined, rest: string): boolean {
  if (alias === relation) return true;
  return new RegExp(`\\b${relation}\\b${alias ? `\\s+(?:as\\s+)?${alias}\\b` : ''}`).test(rest);
}
