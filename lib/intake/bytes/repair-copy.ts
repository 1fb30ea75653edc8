import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { RowSpan } from './csv-shape.ts';
import { type ByteSource, decodedBytes, fileBytes, nothingDelivered } from './decoded-bytes.ts';
import type { CsvFacts } from './scan-csv.ts';

/** Rows that the SQL engine sees as empty: all that are not plain, or else the misshapen ones. */
const cutsOf = ({ unplain, defects }: CsvFacts): readonly RowSpan[] => unplain ?? defects;

/** Whether the SQL engine is not to read the delivered file itself. */
export const needsRepair = (source: ByteSource, facts: CsvFacts): boolean =>
  source.encoding !== null || cutsOf(facts).length > 0;

/** Where a copy goes. */
export interface CopyTarget {
  readonly path: string;
  readonly delimiter: string;
}

/** Writes the file's text as plain UTF-8 in which every cut row is an empty one, so that rows keep their ordinals. */
export async function writeRepaired(
  source: ByteSource,
  facts: CsvFacts,
  { path, delimiter }: CopyTarget,
): Promise<void> {
  const emptyRow = emptyRowOf(facts, delimiter);
  const repaired = ({ bytes, cut, ends }: Piece) => {
    if (cut === null) return [bytes];
    return ends ? [emptyRow] : [];
  };
  await writePieces(
    cutApart(decodedBytes(fileBytes(source), source, nothingDelivered()), cutsOf(facts)),
    {
      path,
      textOf: repaired,
    },
  );
}

/** Writes the cut rows, each behind its ordinal, under a header; a misshapen row is an empty one here too. */
export async function writeCutRows(
  source: ByteSource,
  facts: CsvFacts,
  { path, delimiter }: CopyTarget,
): Promise<void> {
  const misshapen = new Set(facts.defects.map(({ row }) => row));
  const cutRow = ({ bytes, cut, begins, ends }: Piece) => {
    if (cut === null) return [];
    const isEmpty = misshapen.has(cut.row);
    const start = `${cut.row}${delimiter.repeat(isEmpty ? facts.header.length : 1)}`;
    return [begins ? start : '', isEmpty ? '' : bytes, ends ? facts.lineEnd : ''];
  };
  await writePieces(
    cutApart(decodedBytes(fileBytes(source), source, nothingDelivered()), cutsOf(facts)),
    {
      path,
      head: `${delimiter.repeat(facts.header.length)}${facts.lineEnd}`,
      textOf: cutRow,
    },
  );
}

const emptyRowOf = ({ header }: CsvFacts, delimiter: string): Buffer =>
  Buffer.from(delimiter.repeat(header.length - 1));

interface PieceTarget {
  readonly path: string;
  readonly head?: string;
  readonly textOf: (piece: Piece) => readonly (Buffer | string)[];
}

async function writePieces(
  pieces: AsyncGenerator<Piece>,
  { path, head = '', textOf }: PieceTarget,
): Promise<void> {
  async function* texts() {
    yield head;
    for await (const piece of pieces) yield* textOf(piece);
  }
  await pipeline(texts, createWriteStream(path));
}

/** Bytes inside one row that is cut, or outside of any. */
interface Piece {
  readonly bytes: Buffer;
  readonly cut: RowSpan | null;
  /** The row begins, or ends, with these bytes. */
  readonly begins: boolean;
  readonly ends: boolean;
}

async function* cutApart(
  chunks: AsyncGenerator<Buffer>,
  cuts: readonly RowSpan[],
): AsyncGenerator<Piece> {
  let base = 0;
  let next = 0;
  const kept = (bytes: Buffer): Piece => ({ bytes, cut: null, begins: false, ends: false });
  for await (const chunk of chunks) {
    const end = base + chunk.length;
    let at = 0;
    for (let cut = cuts[next]; cut !== undefined && cut.start < end; cut = cuts[next]) {
      const from = Math.max(cut.start - base, 0);
      const to = Math.min(cut.end - base, chunk.length);
      yield kept(chunk.subarray(at, from));
      const bytes = chunk.subarray(from, to);
      yield { bytes, cut, begins: cut.start >= base, ends: cut.end <= end };
      at = to;
      if (cut.end > end) break;
      next += 1;
    }
    yield kept(chunk.subarray(at));
    base = end;
  }
}
