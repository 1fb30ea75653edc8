import type { Released } from '#lib/privacy/released.ts';
import type { Address } from './address.ts';
import type { Submission } from './submission.ts';

/** One message for one recipient. */
export interface OutgoingMessage {
  readonly from: Address;
  readonly to: Address;
  readonly mime: Released<Uint8Array>;
  readonly mailKey: string;
  readonly period: string;
  readonly runId: string;
}

/** Takes one message and says what became of it. It never throws and never offers the message twice. */
export interface Carrier {
  submit(message: OutgoingMessage): Promise<Submission>;
}
