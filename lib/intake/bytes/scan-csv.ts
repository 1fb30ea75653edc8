import { IntakeError } from '../intake-error.ts';
import type { PlainRows } from '../plain/plain-rows.ts';
import { parseCsvLine } from './csv-line.ts';
import { CsvScanner } from './csv-scanner.ts';
import { CsvShapeError, type LineEnd, type RowSpan, type ShapeDefect } from './csv-shape.ts';
import { type ByteSource, decodedBytes, nothingDelivered } from './decoded-bytes.ts';
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
    for await (const piece of wholeLines(validUtf8(source, decodedBytes(source, delivered)))) {
      const isHead = scanner.headerEnd === null;
      if (isHead) head.push(Buffer.from(piece));
      scanner.push(piece);
      if (!isHead || scanner.headerEnd === null || scanner.lineEnd === null) continue;
      const header = parseCsvLine(headerBytes().toString('utf8'), delimiter);
      scanner.passOver(plainRowsUnder(header, scanner.lineEnd));
    }
    scanner.finish();
  } catch (error) {
    throw error instanceof CsvShapeError ? shapeRefusal(source, error) : error;
  }
  const { rows, misshapen, defects, unplain, lineJumps } = scanner;
  return {
    bytes: delivered.bytes,
    header: parseHeader(source, headerBytes(), delimiter),
    lineEnd: scanner.lineEnd ?? '\n',
    ...{ rows, misshapen, defects, unplain, lineJumps },
  };
}

function parseHeader(source: ByteSource, bytes: Buffer, delimiter: string): string[] {
  const text = bytes.toString('utf8');
  if (text.trim() === '') {
    throw new IntakeError(
      'EMPTY',
      { file: source.name },
      'the first line is blank; it must be the header',
    );
  }
  if (/^\s*[<{[]/.test(text)) {
    const hint = 'a web page, XML or JSON and not CSV; look at what the export really wrote';
    throw new IntakeError('NOT_CSV', { file: source.name, line: 1 }, hint);
  }
  return parseCsvLine(text, delimiter);
}

async function* validUtf8(
  source: ByteSource,
  chunks: AsyncGenerator<Buffer>,
): AsyncGenerator<Buffer> {
  const check = new Utf8Check();
  for await (const chunk of chunks) {
    refuseInvalidUtf8(source, check.push(chunk));
    yield chunk;
  }
  refuseInvalidUtf8(source, check.finish());
}

function refuseInvalidUtf8(source: ByteSource, offset: number | null): void {
  if (offset === null) return;
  throw new IntakeError(
    'ENCODING_INVALID',
    { file: source.name },
    `not UTF-8 at byte ${offset}; export it as UTF-8 or set encoding: windows-1252`,
  );
}

const SHAPE_HINTS: Readonly<Record<CsvShapeError['code'], string>> = {
  CONTROL_CHARACTER: 'a control character (NUL or another below 32); the file is damaged or binary',
  LINE_TOO_LONG: 'a row of more than 64 KiB; check quotes and line ends',
  MIXED_LINE_ENDS: 'line ends change within the file; it was joined or edited, export it again',
  UNTERMINATED_QUOTE: 'a quote is opened near here and never closed; double quotes inside fields',
};

const shapeRefusal = (source: ByteSource, error: CsvShapeError) =>
  new IntakeError(error.code, { file: source.name, line: error.line }, SHAPE_HINTS[error.code]);
