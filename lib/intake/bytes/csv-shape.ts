/** A row in the UTF-8 bytes, without the line end. */
export interface RowSpan {
  /** Ordinal of the row, counted from 0 after the header. */
  readonly row: number;
  readonly start: number;
  readonly end: number;
}

/** A row whose shape is wrong. */
export interface ShapeDefect extends RowSpan {
  readonly line: number;
  readonly reason: 'STRAY_QUOTE' | 'SHORT_ROW' | 'LONG_ROW';
}

export type LineEnd = '\n' | '\r\n' | '\r';

type CsvShapeCode =
  | 'CONTROL_CHARACTER'
  | 'LINE_TOO_LONG'
  | 'MIXED_LINE_ENDS'
  | 'UNTERMINATED_QUOTE';

/** Why bytes cannot be a CSV file at all. */
export class CsvShapeError extends Error {
  override readonly name = 'CsvShapeError';
  readonly code: CsvShapeCode;
  readonly line: number;

  constructor(code: CsvShapeCode, line: number) {
    super(`${code} in line ${line}`);
    this.code = code;
    this.line = line;
  }
}
