/** Splits one CSV row that the scanner found well-formed into its fields. */
export function parseCsvLine(line: string, delimiter: string): string[] {
  const fields: string[] = [];
  let rest = line;
  for (;;) {
    const quoted = rest.startsWith('"');
    const end = quoted ? closingQuote(rest) + 1 : indexOrEnd(rest, delimiter);
    const text = rest.slice(0, end);
    fields.push(quoted ? text.slice(1, -1).replaceAll('""', '"') : text);
    if (end >= rest.length) return fields;
    rest = rest.slice(end + 1);
  }
}

function closingQuote(text: string): number {
  for (let at = 1; at < text.length; at += 1) {
    if (text[at] !== '"') continue;
    if (text[at + 1] !== '"') return at;
    at += 1;
  }
  return text.length;
}

function indexOrEnd(text: string, delimiter: string): number {
  const at = text.indexOf(delimiter);
  return at === -1 ? text.length : at;
}
