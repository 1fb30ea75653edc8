/** Where in a delivery something is wrong. Never holds the value itself. */
export interface IntakePlace {
  /** Name of the file, without its folder. */
  readonly file: string;
  readonly line?: number;
  readonly column?: string;
}

/** A delivery that is refused whole; what was landed before stays as it is. */
export class IntakeError extends Error {
  override readonly name = 'IntakeError';
  /** Name of the rule, for example `ENCODING_UTF16` or `FLOAT_MONEY`. */
  readonly code: string;
  readonly file: string;
  readonly line?: number;
  readonly column?: string;
  /** What to change, and where. */
  readonly hint: string;

  constructor(code: string, place: IntakePlace, hint: string) {
    super(`${describePlace(place)}: ${code}: ${hint}`);
    this.code = code;
    this.hint = hint;
    this.file = place.file;
    if (place.line !== undefined) this.line = place.line;
    if (place.column !== undefined) this.column = place.column;
  }
}

function describePlace({ file, line, column }: IntakePlace): string {
  const position = line === undefined ? file : `${file}:${line}`;
  return column === undefined ? position : `${position}, column ${column}`;
}
