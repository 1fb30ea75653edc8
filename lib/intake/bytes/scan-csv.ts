import type { PlainRows } from '../plain/plain-rows.ts';
import { parseCsvLine } from './csv-line.ts';
import { headerRefusal, refuseInvalidUtf8, shapeRefusal } from './csv-refusals.ts';
import { CsvScanner } from './csv-scanner.ts';
import { CsvShapeError, type LineEnd, type RowSpan, type ShapeDefect } from './csv-shape.ts';
import { type ByteSource, decodedBytes, fileBytes, nothingDelivered } from './decoded-bytes.ts';
import { fileSha256 } from './file-sha256.ts';
import { Utf8Check } from './utf8-check.ts';
import { wholeLines } from './whole-lines.ts';

/** What the bytes of a CSV file say, before any value is read. */
export interface CsvFacts {
  readonly sha256: string;
  readonly bytes: number;
  readonly header: readonly string[];
  readonly lineEnd: LineEnd;
  /** Data rows, misshapen ones included, blank lines not. */
  readonly rows: number;
  readonly misshapen: number;
  readonly defects: readonly ShapeDefect[];
  /** Rows that are not plain, misshapen ones among them; null where that was not asked, or they are too many. */
  readonly unplain: readonly RowSpan[] | null;
  readonly lineJumps: readonly (readonly [number, number])[];
}

/** The plain rows under a header; null where none are. */
export type PlainRowsUnder = (header: readonly string[], lineEnd: LineEnd) => PlainRows | null;

/**
 * Reads a CSV file and beside it hashes its bytes: gzip, encoding, control characters, row lengths, shapes, header, plain rows.
 * @throws IntakeError when the file as a whole must be refused.
 */
export async function scanCsv(
  source: ByteSource,
  delimiter: string,
  plainRowsUnder: PlainRowsUnder,
): Promise<CsvFacts> {
  const scanned = scanBytes(source, delimiter, plainRowsUnder);
  const [facts, sha256] = await Promise.all([scanned, fileSha256(source.path)]);
  return { sha256, ...facts };
}

async function scanBytes(
  source: ByteSource,
  delimiter: string,
  plainRowsUnder: PlainRowsUnder,
): Promise<Omit<CsvFacts, 'sha256'>> {
  const delivered = nothingDelivered();
  const scanner = new CsvScanner(delimiter.charCodeAt(0));
  const head: Buffer[] = [];
  const headerBytes = () => Buffer.concat(head).subarray(0, scanner.headerEnd ?? 0);
  try {
    for await (const piece of wholeLines(
      validUtf8(source, decodedBytes(fileBytes(source), source, delivered)),
    )) {
      const isHead = scanner.headerEnd === null;
      if (isHead) head.push(Buffer.from(piece));
      scanner.push(piece);
      if (!isHead || scanner.headerEnd === null || scanner.lineEnd === null) continue;
      const header = parseCsvLine(headerBytes().toString('utf8'), delimiter);
      scanner.passOver(plainRowsUnder(header, scanner.lineEnd));
    }
    scanner.finish();
  } catch (error) {
    throw error instanceof CsvShapeError ? shapeRefusal(source.name, error) : error;
  }
  const { rows, misshapen, defects, unplain, lineJumps } = scanner;
  return {
    bytes: delivered.bytes,
    header: parseHeader(source, headerBytes(), delimiter),
    lineEnd: scanner.lineEnd ?? '\n',
    ...{ rows, misshapen, defects, unplain, lineJumps },
  };
}

function parseHeader({ name }: ByteSource, bytes: Buffer, delimiter: string): string[] {
  const text = bytes.toString('utf8');
  const refusal = headerRefusal(name, text);
  if (refusal !== null) throw refusal;
  return parseCsvLine(text, delimiter);
}

async function* validUtf8(
  source: ByteSource,
  chunks: AsyncGenerator<Buffer>,
): AsyncGenerator<Buffer> {
  const check = new Utf8Check();
  for await (const chunk of chunks) {
    refuseInvalidUtf8(source.name, check.push(chunk));
    yield chunk;
  }
  refuseInvalidUtf8(source.name, check.finish());
}
