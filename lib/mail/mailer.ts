import type { Released } from '#lib/privacy/released.ts';
import type { RenderedReport } from '#lib/rendering/rendered-report.ts';
import type { AllowList } from './allow-list.ts';

export interface Delivery {
  readonly recipients: readonly string[];
  readonly allowed: AllowList;
}

/** What became of one message. An answer that was lost is reported and the message never sent again blindly. */
export interface SendOutcome<Status extends string> {
  /** Place of the recipient in the delivery, from 1: records hold no addresses. 0 is whom the mailer itself adds. */
  readonly recipient: number;
  readonly status: Status;
  /** Where the message can be found again: its key in the ledger, or a file. */
  readonly reference: string;
}

/**
 * Sends released reports, one message per recipient; cannot be handed anything else. What can become of a message
 * depends on the mailer.
 */
export interface Mailer<Status extends string = 'sent' | 'unknown'> {
  /**
   * Nothing is sent at all if a recipient is not allowed (`RecipientNotAllowedError`), or if the report is not one
   * for sending (`NotForSendingError`).
   */
  send(
    report: Released<RenderedReport>,
    delivery: Delivery,
  ): Promise<readonly SendOutcome<Status>[]>;
}
