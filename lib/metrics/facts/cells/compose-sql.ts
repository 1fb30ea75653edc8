const COMMENT = /^(?:--[^\n]*\n)*/;
const WITH = /^with\s+/;

/** Puts parts, each a query of its own, before the CTEs of a query that reads them by name; later parts see earlier ones. */
export function composeSql(parts: Readonly<Record<string, string>>, query: string): string {
  const ctes = Object.entries(parts).map(([name, sql]) => `${name} as (\n${sql})`);
  const [comment = ''] = COMMENT.exec(query) ?? [];
  const rest = query.slice(comment.length);
  const own = WITH.exec(rest)?.[0];
  const body = own === undefined ? `\n${rest}` : `,\n${rest.slice(own.length)}`;
  return `${comment}with\n${ctes.join(',\n')}${body}`;
}
