import { AthenaClient, type AthenaClientConfig } from '@aws-sdk/client-athena';

/** An Athena client that waits out throttling. Every request it makes may be repeated: starts carry a token. */
export const athenaClient = (config: AthenaClientConfig = {}): AthenaClient =>
  new AthenaClient({
    maxAttempts: 8,
    requestHandler: {
      connectionTimeout: 3_000,
      requestTimeout: 30_000,
      throwOnRequestTimeout: true,
    },
    ...config,
  });
