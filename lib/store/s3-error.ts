import { S3ServiceException } from '@aws-sdk/client-s3';

/** S3 did not do what was asked, and a repeat by itself will not help. */
export class S3StoreError extends Error {
  override readonly name = 'S3StoreError';
  /** S3's own name of the failure, such as `AccessDenied`; `UNCLEAR` after all repeats. */
  readonly code: string;

  constructor(request: string, code: string) {
    super(
      `${request} failed in S3: ${code}; check the bucket, its owner, its key and the role's permissions`,
    );
    this.code = code;
  }
}

/** Throws what S3 answered as an `S3StoreError`, without the signed request that the client's own error holds. */
export const refusal =
  (request: string) =>
  (cause: unknown): never => {
    throw new S3StoreError(request, cause instanceof Error ? cause.name : 'UNKNOWN');
  };

/**
 * What a failed conditional write tells. `refused`: not written, the condition did not hold. `unclear`: it may have
 * been written, or may still be; so may one that is refused only after a repeat, by its own first attempt.
 * `failed`: not written and never will be.
 */
export function outcomeOf(error: unknown): 'refused' | 'unclear' | 'failed' {
  if (isUnclear(error)) return 'unclear';
  if (!(error instanceof S3ServiceException)) return 'failed';
  const { httpStatusCode: status, attempts = 1 } = error.$metadata;
  if (status === 409) return 'unclear';
  if (status === 412 || error.name === 'NoSuchKey') return attempts > 1 ? 'unclear' : 'refused';
  return 'failed';
}

/** Whether a request broke on the way or in S3 itself. */
export function isUnclear(error: unknown): boolean {
  if (error instanceof S3ServiceException) {
    return error.$fault === 'server' || TRANSIENT.has(error.name);
  }
  if (!(error instanceof Error)) return false;
  return error.name === 'TimeoutError' || ('code' in error && BROKEN.test(String(error.code)));
}

/** Client errors by status that S3 means as "not now". */
const TRANSIENT: ReadonlySet<string> = new Set(['RequestTimeout', 'SlowDown', 'Throttling']);

/** Codes of the operating system and of Node for a connection or an answer that broke off. */
const BROKEN = /^(E[A-Z]+|HPE_\w+|ERR_STREAM_PREMATURE_CLOSE)$/;
