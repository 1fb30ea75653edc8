import { parseCsvLine } from '../../bytes/csv-line.ts';
import { headerRefusal, refuseInvalidUtf8, shapeRefusal } from '../../bytes/csv-refusals.ts';
import { CsvScanner } from '../../bytes/csv-scanner.ts';
import { CsvShapeError } from '../../bytes/csv-shape.ts';
import { Utf8Check } from '../../bytes/utf8-check.ts';
import type { IntakeError } from '../../intake-error.ts';
import { StagedRows } from './staged-rows.ts';

/** How a file's text is read and which of its columns are staged. */
export interface CsvReading {
  readonly name: string;
  readonly delimiter: string;
  /** Told the header once; by position, whether a column is staged, or null to stage nothing. */
  readonly keep: (header: readonly string[]) => readonly boolean[] | null;
}

/**
 * Checks a CSV file's text while it streams by, and rewrites its rows (`StagedRows`). Throws `IntakeError` when the file
 * as a whole must be refused.
 */
export class CsvCheck {
  readonly scanner: CsvScanner;
  header: readonly string[] | null = null;
  /** What is wrong with the header; told at the end, after what is wrong with the bytes. */
  #refusal: IntakeError | null = null;
  readonly #reading: CsvReading;
  readonly #utf8 = new Utf8Check();
  readonly #head: Buffer[] = [];
  #rows: StagedRows | null = null;

  constructor(reading: CsvReading) {
    this.#reading = reading;
    this.scanner = new CsvScanner(reading.delimiter.charCodeAt(0));
  }

  /** A staged field holds a line break, written as another character. */
  get brokenLines(): boolean {
    return this.#rows?.brokenLines ?? false;
  }

  /** Takes the next bytes of UTF-8 text. Returns whole staged rows. */
  push(chunk: Buffer): readonly Buffer[] {
    refuseInvalidUtf8(this.#reading.name, this.#utf8.push(chunk));
    this.#scan(() => this.scanner.push(chunk));
    if (this.header !== null) return this.#rows?.push(chunk) ?? [];
    this.#head.push(chunk);
    return this.scanner.headerEnd === null ? [] : this.#begin();
  }

  /** Ends the text. Returns the last staged rows. */
  finish(): readonly Buffer[] {
    refuseInvalidUtf8(this.#reading.name, this.#utf8.finish());
    this.#scan(() => this.scanner.finish());
    const first = this.header === null ? this.#begin() : [];
    if (this.#refusal !== null) throw this.#refusal;
    return [...first, ...(this.#rows?.finish() ?? [])];
  }

  #scan(step: () => void): void {
    try {
      step();
    } catch (error) {
      throw error instanceof CsvShapeError ? shapeRefusal(this.#reading.name, error) : error;
    }
  }

  /** Reads the header; the bytes after it are the first rows. */
  #begin(): readonly Buffer[] {
    const head = Buffer.concat(this.#head);
    const { headerEnd, lineEnd } = this.scanner;
    const end = headerEnd ?? 0;
    const text = head.subarray(0, end).toString('utf8');
    this.#refusal = headerRefusal(this.#reading.name, text);
    this.header = this.#refusal === null ? parseCsvLine(text, this.#reading.delimiter) : [];
    const kept = this.#refusal === null ? this.#reading.keep(this.header) : null;
    if (kept === null) return [];
    this.#rows = new StagedRows(this.scanner, {
      delimiter: this.#reading.delimiter.charCodeAt(0),
      kept,
      headerLines: head.subarray(0, end).filter((byte) => byte === 0x0a).length + 1,
    });
    return this.#rows.push(head.subarray(end + (lineEnd ?? '').length));
  }
}
