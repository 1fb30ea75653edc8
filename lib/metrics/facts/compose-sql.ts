/** Puts parts, each a query of its own, before the CTEs of a query that reads them by name; later parts see earlier ones. */
export function composeSql(parts: Readonly<Record<string, string>>, query: string): string {
  const ctes = Object.entries(parts).map(([name, sql]) => `${name} as (\n${sql})`);
  const [comment = ''] = query.split('with\n', 1);
  return `${comment}with\n${ctes.join(',\n')},\n${query.slice(comment.length + 'with\n'.length)}`;
}
