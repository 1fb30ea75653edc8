/** A row of a table in the text twin: its label, and a number for each cell that holds one. */
export interface ReadRow {
  readonly label: string;
  readonly values: readonly (number | null)[];
}

/** The rows of the table with this caption, which ends at the next empty line. Throws where there is none. */
export function rowsUnder(text: string, caption: string): ReadRow[] {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.startsWith(caption));
  if (start < 0) throw new Error(`the mail has no table "${caption}"`);
  const length = lines.slice(start).indexOf('');
  return lines
    .slice(start + 1, start + length)
    .map((line) => line.split(/ {2,}/))
    .filter((cells) => cells.length > 1)
    .slice(1)
    .map(([label = '', ...cells]) => ({ label, values: cells.map(numberOf) }));
}

/** `+1,411`, `-320`, `33.80`; null for words, rates and changes in percent. */
function numberOf(cell: string): number | null {
  return /^[+-]?[\d,]+(\.\d+)?$/.test(cell) ? Number(cell.replaceAll(',', '')) : null;
}

/** The first number of the row with this label; throws where there is none. */
export function numberAt(rows: readonly ReadRow[], label: string, column = 0): number {
  const value = rows.find((row) => row.label === label)?.values[column];
  if (value == null) throw new Error(`no number at "${label}"`);
  return value;
}

/** Headings of the sections, such as `3 WHY IT MOVED`. */
export const headingsOf = (text: string): string[] => text.match(/^\d+ [A-Z].*$/gm) ?? [];
