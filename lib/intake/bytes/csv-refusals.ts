import { IntakeError } from '../intake-error.ts';
import type { CsvShapeError } from './csv-shape.ts';

/** What is wrong with the text of a header; null for nothing. */
export function headerRefusal(file: string, text: string): IntakeError | null {
  if (text.trim() === '') {
    const hint = 'the first line is blank; it must be the header';
    return new IntakeError('EMPTY', { file }, hint);
  }
  if (!/^\s*[<{[]/.test(text)) return null;
  const hint = 'a web page, XML or JSON and not CSV; look at what the export really wrote';
  return new IntakeError('NOT_CSV', { file, line: 1 }, hint);
}

/** Throws `IntakeError` where a byte is not UTF-8. */
export function refuseInvalidUtf8(file: string, offset: number | null): void {
  if (offset === null) return;
  const hint = `not UTF-8 at byte ${offset}; export it as UTF-8 or set encoding: windows-1252`;
  throw new IntakeError('ENCODING_INVALID', { file }, hint);
}

const SHAPE_HINTS: Readonly<Record<CsvShapeError['code'], string>> = {
  CONTROL_CHARACTER: 'a control character (NUL or another below 32); the file is damaged or binary',
  LINE_TOO_LONG: 'a row of more than 64 KiB; check quotes and line ends',
  MIXED_LINE_ENDS: 'line ends change within the file; it was joined or edited, export it again',
  UNTERMINATED_QUOTE: 'a quote is opened near here and never closed; double quotes inside fields',
};

/** Why rows cannot be told apart. */
export const shapeRefusal = (file: string, { code, line }: CsvShapeError): IntakeError =>
  new IntakeError(code, { file, line }, SHAPE_HINTS[code]);
