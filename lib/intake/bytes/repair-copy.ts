import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { type ByteSource, decodedBytes, nothingDelivered } from './decoded-bytes.ts';
import type { CsvFacts } from './scan-csv.ts';

/** Whether the SQL engine cannot read the delivered file itself. */
export const needsRepair = (source: ByteSource, facts: CsvFacts): boolean =>
  source.encoding !== null || facts.misshapen > 0;

/**
 * Writes the file's text as plain UTF-8 in which every misshapen row is an empty one, so that rows keep their
 * ordinals; the empty rows are set aside with their defect later.
 */
export async function writeRepaired(
  source: ByteSource,
  facts: CsvFacts,
  target: { readonly path: string; readonly delimiter: string },
): Promise<void> {
  const emptyRow = Buffer.from(target.delimiter.repeat(facts.header.length - 1));
  const cuts = facts.defects.map(({ start, end }) => ({ start, end }));
  const bytes = decodedBytes(source, nothingDelivered());
  await pipeline(spliced(bytes, cuts, emptyRow), createWriteStream(target.path));
}

interface Cut {
  readonly start: number;
  readonly end: number;
}

async function* spliced(
  chunks: AsyncGenerator<Buffer>,
  cuts: readonly Cut[],
  replacement: Buffer,
): AsyncGenerator<Buffer> {
  let base = 0;
  let next = 0;
  for await (const chunk of chunks) {
    let at = 0;
    for (let cut = cuts[next]; cut !== undefined && cut.start - base < chunk.length; ) {
      yield chunk.subarray(at, Math.max(cut.start - base, at));
      if (cut.start >= base) yield replacement;
      at = Math.min(cut.end - base, chunk.length);
      if (cut.end - base > chunk.length) break;
      next += 1;
      cut = cuts[next];
    }
    yield chunk.subarray(at);
    base += chunk.length;
  }
}
