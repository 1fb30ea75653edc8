import type { Released } from '#lib/privacy/released.ts';
import type { RenderedReport } from '#lib/rendering/rendered-report.ts';
import type { AllowList } from './allow-list.ts';

interface Delivery {
  readonly recipients: readonly string[];
  readonly allowed: AllowList;
}

/** What became of one message. An answer that was lost is `unknown`: it is reported and never sent again blindly. */
export interface SendOutcome {
  /** Place of the recipient in the delivery, from 1: records hold no addresses. */
  readonly recipient: number;
  readonly status: 'sent' | 'unknown';
  /** Where the message can be found again: the provider's message id, or a file. */
  readonly reference: string;
}

/** Sends released reports, one message per recipient; cannot be handed anything else. */
export interface Mailer {
  /**
   * Nothing is sent at all if a recipient is not allowed (`RecipientNotAllowedError`), or if the report is not one
   * for sending (`NotForSendingError`).
   */
  send(report: Released<RenderedReport>, delivery: Delivery): Promise<readonly SendOutcome[]>;
}
