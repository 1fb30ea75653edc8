/** SES takes 10 MB in version 1 of its interface; some of it is needed for what it adds. */
const MOST_BYTES = 9_500_000;

/** Throws `MessageTooLargeError` for a message that no carrier would take. */
export function checkSize(bytes: number): void {
  if (bytes > MOST_BYTES) throw new MessageTooLargeError(bytes);
}

export class MessageTooLargeError extends Error {
  override readonly name = 'MessageTooLargeError';
  constructor(bytes: number) {
    super(
      `message has ${bytes} bytes, limit ${MOST_BYTES}, so nothing was sent: register fewer segment schemes for this report`,
    );
  }
}
