import { IntakeError } from '../intake-error.ts';

const OTHER_DELIMITERS: readonly (readonly [string, string])[] = [
  [';', '";"'],
  ['\t', '"\\t"'],
  ['|', '"|"'],
  [',', '","'],
];

const MAX_COLUMNS = 1000;

/** Refuses a first line that is not a list of distinct names. Throws `IntakeError`; quotes no field of the line. */
export function refuseBadHeader(file: string, header: readonly string[], delimiter: string): void {
  const place = { file, line: 1 };
  const other = header.length === 1 ? otherDelimiter(header[0] ?? '', delimiter) : undefined;
  if (other !== undefined) {
    throw new IntakeError(
      'DELIMITER',
      place,
      `fields are not separated by "${delimiter}"; set delimiter: ${other}`,
    );
  }
  if (header.length > MAX_COLUMNS) {
    throw new IntakeError(
      'TOO_MANY_COLUMNS',
      place,
      `more than ${MAX_COLUMNS} columns; select those the mapping needs`,
    );
  }
  if (header.some((name) => /^\s*[-+]?\d+([.,:/-]\d+)*\s*$/.test(name))) {
    throw new IntakeError(
      'HEADER_MISSING',
      place,
      'the first line looks like data; add a line with the column names',
    );
  }
  if (header.some((name) => name.trim() === '')) {
    throw new IntakeError(
      'HEADER_BLANK_NAME',
      place,
      'a column has no name; is there a delimiter too many at the line end?',
    );
  }
  if (header.some((name) => /[\r\n]/.test(name))) {
    const hint = 'a column name holds a line break; write it on one line';
    throw new IntakeError('HEADER_LINE_BREAK', place, hint);
  }
  if (new Set(header).size !== header.length) {
    throw new IntakeError(
      'HEADER_DUPLICATE',
      place,
      'two columns have the same name; export each column once',
    );
  }
}

const otherDelimiter = (line: string, delimiter: string): string | undefined =>
  OTHER_DELIMITERS.find(([sign]) => sign !== delimiter && line.includes(sign))?.[1];
