/** What a line of the log may say besides its event. Nothing here can name a person or hold a row. */
export const LOG_FIELDS = [
  'attempt',
  'bytes',
  'code',
  'count',
  'error',
  'file',
  'mailKey',
  'mails',
  'period',
  'query',
  'readiness',
  'rejects',
  'report',
  'rows',
  'run',
  'runId',
  'seconds',
  'snapshot',
  'state',
  'statement',
  'step',
  'table',
  'withheld',
] as const;
export type LogField = (typeof LOG_FIELDS)[number];
export type LogFields = Readonly<Partial<Record<LogField, string | number | boolean>>>;

const KNOWN: ReadonlySet<string> = new Set(LOG_FIELDS);

/** Names, hashes, periods and keys: no space, no address, no text that a person wrote. */
const WORD = /^[A-Za-z0-9][A-Za-z0-9_.:/=-]{0,127}$/;

const WITHHELD = '[withheld]';

/** The fields that the log knows; a value that is not a word, a number or a truth value is withheld. */
export const allowedFields = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([name, value]) => KNOWN.has(name) && value !== undefined)
      .map(([name, value]) => [name, allowedValue(value)]),
  );

function allowedValue(value: unknown): string | number | boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  return typeof value === 'string' && WORD.test(value) ? value : WITHHELD;
}
