/** Control characters and separators that a mail program could read as the end of a header line. */
const BREAKS = /[\p{Cc}\u2028\u2029]/u;

/** Text for a header as it is. Throws `HeaderInjectionError` for anything that could begin another header. */
export function headerText(header: string, text: string): string {
  if (BREAKS.test(text)) throw new HeaderInjectionError(header);
  return text;
}

export class HeaderInjectionError extends Error {
  override readonly name = 'HeaderInjectionError';
  constructor(header: string) {
    super(
      `header ${header} holds a line break or control character: remove it from the configured text`,
    );
  }
}
