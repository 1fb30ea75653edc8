import { SESClient, type SESClientConfig } from '@aws-sdk/client-ses';

/** A call may take so long until its answer begins; the function that sends needs twice that. */
const REQUEST_MILLISECONDS = 15_000;

/**
 * A client that puts a message on the wire once. SES has no idempotency, and the SDK's own client would send a mail
 * three times on a reset, a server error or a timeout. A new connection for each call: one that was kept may be
 * closed already, and nobody could tell whether the message still went through.
 */
export const sesClient = (
  place: Pick<SESClientConfig, 'region' | 'endpoint' | 'credentials'> = {},
  milliseconds: number = REQUEST_MILLISECONDS,
): SESClient =>
  new SESClient({
    ...place,
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: milliseconds,
      requestTimeout: milliseconds,
      throwOnRequestTimeout: true,
      httpAgent: { keepAlive: false },
      httpsAgent: { keepAlive: false },
    },
  });
