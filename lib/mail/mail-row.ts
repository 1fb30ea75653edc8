import * as z from 'zod';

/** Where a mail stands. Only PLANNED, SENDING and UNKNOWN can still change by themselves. */
const mailState = z.enum([
  'PLANNED',
  'SENDING',
  'UNKNOWN',
  'ACCEPTED',
  'FAILED',
  'CANCELLED',
  'SUPPRESSED',
  'EXPIRED',
  'ABANDONED',
]);
export type MailState = z.output<typeof mailState>;

/** What became of an accepted message, each later word outranking the earlier ones. */
const delivery = z.enum([
  'NONE',
  'SEND',
  'DELAYED',
  'DELIVERED',
  'COMPLAINED',
  'BOUNCED',
  'REJECTED',
]);
export type Delivery = z.output<typeof delivery>;
export const DELIVERIES: readonly Delivery[] = delivery.options;

/** Reasons are codes, never sentences: an engine's text may quote an address. */
export const REASON = /^[A-Za-z0-9_:.-]{1,80}$/;
const reason = z.string().regex(REASON);

const mailRow = z.strictObject({
  /** Raised with each write; together with `writeId` no two writes have the same bytes. */
  rev: z.int().min(1),
  writeId: z.string().min(1),
  state: mailState,
  /** When the row entered its state. */
  since: z.iso.datetime(),
  /** When the mail was planned, by a run or again by an operator. */
  plannedAt: z.iso.datetime(),
  runId: z.string().min(1),
  releaseSeq: z.int().min(0),
  /** Raised only when an operator says that the mail did not arrive. */
  attempt: z.int().min(1),
  /** The process that may submit the mail, and until when. */
  claimId: z.string().nullable(),
  claimDeadline: z.iso.datetime().nullable(),
  mimeSha256: z.string(),
  mimeBytes: z.int().min(1),
  sesMessageId: z.string().nullable(),
  delivery,
  reason: reason.nullable(),
  /** A mail that was turned away for now is not tried again before. */
  notBefore: z.iso.datetime().nullable(),
  history: z
    .array(z.strictObject({ at: z.iso.datetime(), state: mailState, reason: reason.nullable() }))
    .max(20),
  /** Stands for the recipient; a row holds no address. */
  recipientRef: z.string().min(1),
  /** The edition of the report that the mail holds, as `weekly` or `weekly.ireland`; rows of earlier versions have none. */
  edition: z.string().min(1).exactOptional(),
});

/** One recipient's copy of a mail in the ledger. */
export type MailRow = z.output<typeof mailRow>;

/** Throws `MailRowError` for anything but a whole row. */
export function parseRow(key: string, body: Uint8Array): MailRow {
  try {
    return mailRow.parse(JSON.parse(new TextDecoder().decode(body)));
  } catch (cause) {
    throw new MailRowError(key, { cause });
  }
}

export const encodeRow = (row: MailRow): Uint8Array =>
  new TextEncoder().encode(JSON.stringify(row));

export class MailRowError extends Error {
  override readonly name = 'MailRowError';
  constructor(key: string, options: ErrorOptions) {
    super(`${key} is not a row of the mail ledger: restore its newest sound version`, options);
  }
}
