/** A result object is not what Athena writes: cut off, or of another query. */
export class ResultError extends Error {
  override readonly name = 'ResultError';
}

const NEWLINE = 10;
const FIELD = /(?:"([^"]*(?:""[^"]*)*)"|([^",\n]*))(,|\n)/y;

/**
 * Rows of the CSV that Athena writes, its header first: every value stands in quotes, a missing one is nothing at all,
 * and an empty text is `""`. Reads as chunks arrive.
 * @throws ResultError where the last row is not whole.
 */
export async function* csvRows(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<readonly (string | null)[], void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let row: (string | null)[] = [];
  for await (const chunk of endingInNewline(chunks)) {
    text += decoder.decode(chunk, { stream: true });
    FIELD.lastIndex = 0;
    let end = 0;
    for (let field = FIELD.exec(text); field !== null; field = FIELD.exec(text)) {
      end = FIELD.lastIndex;
      row.push(fieldValue(field));
      if (field[3] === '\n') {
        yield row;
        row = [];
      }
      FIELD.lastIndex = end;
    }
    text = text.slice(end);
  }
  if (`${text}${decoder.decode()}` !== '' || row.length > 0)
    throw new ResultError('the result object ends within a row');
}

async function* endingInNewline(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let last = NEWLINE;
  for await (const chunk of chunks) {
    yield chunk;
    last = chunk.at(-1) ?? last;
  }
  if (last !== NEWLINE) yield Uint8Array.of(NEWLINE);
}

const fieldValue = ([, quoted, plain = '']: RegExpExecArray): string | null => {
  if (quoted !== undefined) return quoted.replaceAll('""', '"');
  return plain === '' ? null : plain;
};
