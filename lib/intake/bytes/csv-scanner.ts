import type { PlainRows } from '../plain/plain-rows.ts';
import { byteKinds, CR, DELIMITER, LF, QUOTE } from './byte-kinds.ts';
import { CsvShapeError, type LineEnd, type RowSpan, type ShapeDefect } from './csv-shape.ts';

/** Longest row in bytes, line end excluded. */
export const MAX_ROW_BYTES = 64 * 1024;

/** Most defects and line jumps that are kept with their place; all are counted. */
export const MAX_KEPT = 100_000;

/** No carriage return waits for its line feed. */
const NONE = -2;

/**
 * Reads CSV (RFC 4180) in constant memory and says where rows begin and end and which are misshapen. It does not
 * look at values: the SQL engine reads those, and must find as many rows.
 */
export class CsvScanner {
  rows = 0;
  misshapen = 0;
  lineEnd: LineEnd | null = null;
  /** Length of the header row from the start of the bytes; null until it was read. */
  headerEnd: number | null = null;
  readonly defects: ShapeDefect[] = [];
  /** `[row, lines]`: from this row on, line numbers run further ahead of row numbers. */
  readonly lineJumps: [number, number][] = [];
  /** Rows that are not plain; null where that was not asked, or they are too many to keep. */
  unplain: RowSpan[] | null = null;

  #plainRows: PlainRows | null = null;
  readonly #kinds: Uint8Array;
  #base = 0;
  #line = 1;
  #innerLines = 0;
  #rowStart = 0;
  #fieldStart = 0;
  #delimiters = 0;
  #columns = 0;
  #inQuotes = false;
  #quoted = false;
  #closedAt = NONE;
  #crAt = NONE;
  #stray = false;

  constructor(delimiter: number) {
    this.#kinds = byteKinds(delimiter);
  }

  /** From here on, passes over plain rows; the others are parsed as before, and kept in `unplain`. */
  passOver(plainRows: PlainRows | null): void {
    this.#plainRows = plainRows;
    this.unplain = plainRows === null ? null : [];
  }

  /** Takes the next bytes of the file. Throws `CsvShapeError`. */
  push(chunk: Uint8Array): void {
    const kinds = this.#kinds;
    if (this.#crAt === -1 && chunk[0] !== 0x0a) this.#endRow(-1, 0, '\r');
    for (let at = this.#passPlain(chunk, 0); at < chunk.length; at += 1) {
      const kind = kinds[chunk[at] ?? 0] ?? 0;
      if (kind === 0) continue;
      this.#special(kind, at, chunk);
      if (this.#rowStart === at + 1) at = this.#passPlain(chunk, at + 1) - 1;
    }
    this.#rebase(chunk.length);
  }

  /** Ends the file; its last row needs no line end. Throws `CsvShapeError`. */
  finish(): void {
    if (this.#inQuotes) throw new CsvShapeError('UNTERMINATED_QUOTE', this.#line);
    if (this.#crAt === -1) this.#endRow(-1, 0, '\r');
    else if (this.#rowStart < 0) this.#endRow(0, 0, this.lineEnd ?? '\n');
  }

  /** Where a row starts, goes on to the first one that is not plain. */
  #passPlain(chunk: Uint8Array, at: number): number {
    if (this.#plainRows === null || this.#rowStart !== at) return at;
    const next = this.#plainRows.pass(chunk, at);
    this.rows += this.#plainRows.rows;
    this.#line += this.#plainRows.rows;
    this.#startRow(next);
    return next;
  }

  #special(kind: number, at: number, chunk: Uint8Array): void {
    if (kind === DELIMITER) this.#delimiter(at);
    else if (kind === QUOTE) this.#quote(at);
    else if (kind === LF) this.#lineFeed(at);
    else if (kind === CR) this.#carriageReturn(at, chunk);
    else throw new CsvShapeError('CONTROL_CHARACTER', this.#line + this.#innerLines);
  }

  #delimiter(at: number): void {
    if (this.#inQuotes) return;
    this.#closeField(at);
    this.#delimiters += 1;
    this.#fieldStart = at + 1;
  }

  #closeField(at: number): void {
    if (this.#quoted && this.#closedAt !== at - 1) this.#stray = true;
    this.#quoted = false;
  }

  #quote(at: number): void {
    if (this.#inQuotes) {
      this.#inQuotes = false;
      this.#closedAt = at;
    } else if (this.#quoted && this.#closedAt === at - 1) this.#inQuotes = true;
    else if (at === this.#fieldStart) {
      this.#inQuotes = true;
      this.#quoted = true;
    } else this.#stray = true;
  }

  #lineFeed(at: number): void {
    if (this.#inQuotes) this.#innerLines += 1;
    else if (this.#crAt === at - 1) this.#endRow(at - 1, at + 1, '\r\n');
    else this.#endRow(at, at + 1, '\n');
  }

  #carriageReturn(at: number, chunk: Uint8Array): void {
    if (this.#inQuotes) return;
    const next = chunk[at + 1];
    if (next === undefined || next === 0x0a) this.#crAt = at;
    else this.#endRow(at, at + 1, '\r');
  }

  #endRow(end: number, next: number, lineEnd: LineEnd): void {
    this.#closeField(end);
    this.lineEnd ??= lineEnd;
    if (this.lineEnd !== lineEnd) throw new CsvShapeError('MIXED_LINE_ENDS', this.#line);
    if (end - this.#rowStart > MAX_ROW_BYTES) throw new CsvShapeError('LINE_TOO_LONG', this.#line);
    if (this.headerEnd === null) this.#header(end);
    else if (end === this.#rowStart) this.#jump(1);
    else this.#row(end);
    this.#line += 1 + this.#innerLines;
    this.#startRow(next);
  }

  #startRow(at: number): void {
    this.#innerLines = 0;
    this.#delimiters = 0;
    this.#stray = false;
    this.#closedAt = NONE;
    this.#crAt = NONE;
    this.#rowStart = at;
    this.#fieldStart = at;
  }

  #header(end: number): void {
    this.headerEnd = this.#base + end;
    this.#columns = this.#delimiters + 1;
    this.#jump(this.#innerLines);
  }

  #row(end: number): void {
    const fields = this.#delimiters + 1;
    if (this.#stray) this.#defect(end, 'STRAY_QUOTE');
    else if (fields < this.#columns) this.#defect(end, 'SHORT_ROW');
    else if (fields > this.#columns) this.#defect(end, 'LONG_ROW');
    this.#unplainRow(end);
    this.rows += 1;
    this.#jump(this.#innerLines);
  }

  #defect(end: number, reason: ShapeDefect['reason']): void {
    this.misshapen += 1;
    if (this.defects.length === MAX_KEPT) return;
    const start = this.#base + this.#rowStart;
    this.defects.push({ row: this.rows, line: this.#line, start, end: this.#base + end, reason });
  }

  #unplainRow(end: number): void {
    const span = { row: this.rows, start: this.#base + this.#rowStart, end: this.#base + end };
    if (this.unplain?.push(span) !== MAX_KEPT) return;
    this.unplain = null;
    this.#plainRows = null;
  }

  #jump(lines: number): void {
    if (lines > 0 && this.lineJumps.length < MAX_KEPT) this.lineJumps.push([this.rows, lines]);
  }

  #rebase(length: number): void {
    this.#base += length;
    this.#rowStart -= length;
    this.#fieldStart -= length;
    if (this.#closedAt !== NONE) this.#closedAt -= length;
    if (this.#crAt !== NONE) this.#crAt -= length;
    if (-this.#rowStart <= MAX_ROW_BYTES + 1) return;
    throw new CsvShapeError(this.#inQuotes ? 'UNTERMINATED_QUOTE' : 'LINE_TOO_LONG', this.#line);
  }
}
