/**
 * Text that a spreadsheet would read as a formula gets an apostrophe in front (OWASP, CSV injection). Only for
 * text: numbers are written as numbers, so that negative amounts survive.
 */
export const neutralise = (text: string): string =>
  /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text;
