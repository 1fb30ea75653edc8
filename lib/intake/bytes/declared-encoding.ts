import { IntakeError } from '../intake-error.ts';

/** WHATWG name of a configured character set; null for UTF-8. Throws `IntakeError` where there is none of that name. */
export function declaredEncoding(file: string, encoding: string | undefined): string | null {
  if (encoding === undefined) return null;
  try {
    const label = new TextDecoder(encoding).encoding;
    return label === 'utf-8' ? null : label;
  } catch {
    const hint = `"${encoding}" is no character set; use utf-8, windows-1252 or utf-16le`;
    throw new IntakeError('ENCODING_UNKNOWN', { file }, hint);
  }
}
