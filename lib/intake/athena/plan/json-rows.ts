/** SQL of the rows of a select as one text: JSON, a list of lists of texts. Null for no rows. */
export function jsonRows(columns: readonly string[], select: string): string {
  const texts = columns.map((column) => `cast(${column} as varchar)`);
  return `select json_format(cast(array_agg(array[${texts.join(', ')}]) as json)) from (${select})`;
}
