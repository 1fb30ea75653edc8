/**
 * What a carrier answered for one message: it took it, it surely did not take it, or nobody knows. Codes are the
 * carrier's error names.
 */
export type Submission =
  | { readonly outcome: 'accepted'; readonly messageId: string }
  | {
      readonly outcome: 'refused';
      readonly code: string;
      /** Seconds after which another try may go well; null when no try will. */
      readonly retryAfter: number | null;
      /** The cause is not this message's: no other message would fare better. */
      readonly stopsAll: boolean;
    }
  | { readonly outcome: 'unknown'; readonly code: string };
