import * as z from 'zod';
import { MAIL_KEY } from '#lib/runs/mail-key.ts';
import { PERIOD } from './mail-keys.ts';
import type { Delivery } from './mail-row.ts';

/** One event of an SES configuration set, without the addresses that it carries. */
export interface SesEvent {
  readonly messageId: string;
  readonly delivery: Delivery;
  /** Why the recipient must not be written to any more; null where he may. */
  readonly suppression: 'BOUNCE' | 'COMPLAINT' | null;
  /** The row; null for a message without our tags. */
  readonly mail: { readonly period: string; readonly mailKey: string } | null;
}

/** Amazon SNS around an event, unless the subscription is set to raw delivery. */
const envelope = z.object({ Type: z.literal('Notification'), Message: z.string() });

/** What SES says once when an event destination is set up. */
const SETUP_NOTICE = 'Successfully validated SNS topic for Amazon SES event publishing.';

/**
 * Every event has the message and its tags. Of the other fields only those are read that decide something;
 * unknown ones are dropped, unknown types of event refused.
 * https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
 */
const mail = z.object({
  messageId: z.string().min(1),
  tags: z.record(z.string(), z.array(z.string())).default({}),
});
const event = z.discriminatedUnion('eventType', [
  z.object({ eventType: z.literal('Send'), mail }),
  z.object({ eventType: z.literal('DeliveryDelay'), mail }),
  z.object({ eventType: z.literal('Delivery'), mail }),
  z.object({
    eventType: z.literal('Bounce'),
    mail,
    bounce: z.object({ bounceType: z.enum(['Undetermined', 'Permanent', 'Transient']) }),
  }),
  z.object({ eventType: z.literal('Complaint'), mail }),
  z.object({ eventType: z.literal('Reject'), mail }),
  z.object({ eventType: z.literal('Rendering Failure'), mail }),
]);
type ParsedEvent = z.output<typeof event>;

const DELIVERY: Readonly<Record<ParsedEvent['eventType'], Delivery>> = {
  Send: 'SEND',
  DeliveryDelay: 'DELAYED',
  Delivery: 'DELIVERED',
  Complaint: 'COMPLAINED',
  Bounce: 'BOUNCED',
  Reject: 'REJECTED',
  'Rendering Failure': 'REJECTED',
};

/** The event in a queue message; null for the notice of a new event destination. Throws `SesEventError`. */
export function parseSesEvent(body: string): SesEvent | null {
  try {
    const text = withoutEnvelope(body);
    return text === SETUP_NOTICE ? null : sesEventOf(event.parse(JSON.parse(text)));
  } catch {
    throw new SesEventError();
  }
}

function withoutEnvelope(body: string): string {
  if (body === SETUP_NOTICE) return body;
  const notification = envelope.safeParse(JSON.parse(body));
  return notification.success ? notification.data.Message : body;
}

const sesEventOf = (parsed: ParsedEvent): SesEvent => ({
  messageId: parsed.mail.messageId,
  delivery: DELIVERY[parsed.eventType],
  suppression: suppressionOf(parsed),
  mail: mailOf(parsed.mail.tags),
});

function suppressionOf(parsed: ParsedEvent): SesEvent['suppression'] {
  if (parsed.eventType === 'Complaint') return 'COMPLAINT';
  const isHard = parsed.eventType === 'Bounce' && parsed.bounce.bounceType === 'Permanent';
  return isHard ? 'BOUNCE' : null;
}

function mailOf(tags: Readonly<Record<string, readonly string[]>>): SesEvent['mail'] {
  const [mailKey = ''] = tags['mail_key'] ?? [];
  const [period = ''] = tags['period'] ?? [];
  return MAIL_KEY.test(mailKey) && PERIOD.test(period) ? { period, mailKey } : null;
}

/** The cause is left out on purpose: it would quote the event, which holds addresses. */
export class SesEventError extends Error {
  override readonly name = 'SesEventError';
  constructor() {
    super('queue message is no event of an SES configuration set: see the dead-letter queue');
  }
}
