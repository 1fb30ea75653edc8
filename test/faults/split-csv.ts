/** A row of a CSV text. `stray`: a quote stands where none may. */
export interface CsvRecord {
  readonly fields: readonly string[];
  readonly stray: boolean;
}

/** Splits a CSV text (RFC 4180) character by character into its rows, blank lines left out. */
export function splitCsv(
  text: string,
): { readonly records: readonly CsvRecord[] } | { readonly refused: string } {
  const records: CsvRecord[] = [];
  const ends = new Set<string>();
  let at = 0;
  while (at < text.length) {
    const record = readRecord(text, at);
    if (record === null) return { refused: 'unterminated quote' };
    if (record.end !== '') ends.add(record.end);
    if (record.to > at || records.length === 0) records.push(record);
    at = record.to + record.end.length;
  }
  return ends.size > 1 ? { refused: 'mixed line ends' } : { records };
}

interface ReadRecord extends CsvRecord {
  /** Where the row ends, before its line end. */
  readonly to: number;
  readonly end: string;
}

function readRecord(text: string, from: number): ReadRecord | null {
  const fields: string[] = [];
  let stray = false;
  let at = from;
  for (;;) {
    const field = text[at] === '"' ? readQuoted(text, at) : readBare(text, at);
    if (field === null) return null;
    fields.push(field.text);
    stray ||= field.stray;
    at = field.to;
    if (text[at] !== ',') break;
    at += 1;
  }
  const end = text.startsWith('\r\n', at) ? '\r\n' : (text[at] ?? '');
  return { fields, stray, to: at, end };
}

interface ReadField {
  readonly text: string;
  readonly to: number;
  readonly stray: boolean;
}

const ENDS = [',', '\n', '\r'];

function readBare(text: string, from: number): ReadField {
  let at = from;
  while (at < text.length && !ENDS.includes(text[at] ?? '')) at += 1;
  const field = text.slice(from, at);
  return { text: field, to: at, stray: field.includes('"') };
}

function readQuoted(text: string, from: number): ReadField | null {
  let field = '';
  let at = from + 1;
  for (;;) {
    const close = text.indexOf('"', at);
    if (close === -1) return null;
    field += text.slice(at, close);
    if (text[close + 1] !== '"') {
      const rest = readBare(text, close + 1);
      return { text: field + rest.text, to: rest.to, stray: rest.text !== '' };
    }
    field += '"';
    at = close + 2;
  }
}
