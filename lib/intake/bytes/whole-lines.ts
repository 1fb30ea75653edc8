const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const NOTHING = Buffer.alloc(0);

/** A line that is longer goes on in pieces; the scanner refuses it. */
const MAX_HELD_BYTES = 1 << 20;

/**
 * Cuts chunks anew, so that pieces end with a line and the first line stands by itself. A last line without an end
 * gets the end of the first.
 */
export async function* wholeLines(chunks: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  let begun: Buffer = NOTHING;
  let lineEnd: Buffer | null = null;
  for await (const chunk of chunks) {
    const [head, middle, rest] = cutAtLines(chunk);
    const line = Buffer.concat([begun, head]);
    const isHeld = rest === null && line.length <= MAX_HELD_BYTES;
    begun = isHeld ? line : (rest ?? NOTHING);
    if (isHeld) continue;
    lineEnd ??= endOf(line);
    yield* [line, middle].filter((piece) => piece.length > 0);
  }
  if (begun.length > 0) yield Buffer.concat([begun, lineEnd ?? NOTHING]);
}

/** Up to the first line end, up to the last, and what is behind it; null for a chunk without one. */
function cutAtLines(chunk: Buffer): readonly [Buffer, Buffer, Buffer | null] {
  const first = chunk.indexOf(LINE_FEED) + 1;
  if (first === 0) return [chunk, NOTHING, null];
  const last = chunk.lastIndexOf(LINE_FEED) + 1;
  return [chunk.subarray(0, first), chunk.subarray(first, last), chunk.subarray(last)];
}

/** The line end of a line; null where it has none. */
function endOf(line: Buffer): Buffer | null {
  if (line.at(-1) !== LINE_FEED) return null;
  return line.subarray(line.at(-2) === CARRIAGE_RETURN ? -2 : -1);
}
