import * as z from 'zod';
import { REASON } from './mail-row.ts';
import type { Submission } from './submission.ts';

type Refusal = Omit<Extract<Submission, { outcome: 'refused' }>, 'outcome' | 'code'>;

/** The rate or the day's quota, which share one name. */
const THROTTLED: Refusal = { retryAfter: 2, stopsAll: false };
/** Permissions, credentials, clocks: a person has to mend them. */
const NOT_LET_IN: Refusal = { retryAfter: 300, stopsAll: true };
/** Nothing left this machine. */
const NOT_REACHED: Refusal = { retryAfter: 30, stopsAll: false };
const FOR_ALL: Refusal = { retryAfter: null, stopsAll: true };
const FOR_THIS: Refusal = { retryAfter: null, stopsAll: false };

/** Names of errors with which SES answers that it did not take the message. */
const REFUSED_BY_SES: Readonly<Record<string, Refusal>> = {
  Throttling: THROTTLED,
  ThrottlingException: THROTTLED,
  TooManyRequestsException: THROTTLED,
  RequestLimitExceeded: THROTTLED,
  LimitExceededException: THROTTLED,
  AccessDenied: NOT_LET_IN,
  AccessDeniedException: NOT_LET_IN,
  ExpiredToken: NOT_LET_IN,
  ExpiredTokenException: NOT_LET_IN,
  InvalidClientTokenId: NOT_LET_IN,
  UnrecognizedClientException: NOT_LET_IN,
  OptInRequired: NOT_LET_IN,
  MissingAuthenticationToken: NOT_LET_IN,
  IncompleteSignature: NOT_LET_IN,
  SignatureDoesNotMatch: NOT_LET_IN,
  RequestExpired: NOT_LET_IN,
  RequestTimeTooSkewed: NOT_LET_IN,
  AccountSendingPausedException: FOR_ALL,
  ConfigurationSetSendingPausedException: FOR_ALL,
  ConfigurationSetDoesNotExist: FOR_ALL,
  ConfigurationSetDoesNotExistException: FOR_ALL,
  MailFromDomainNotVerified: FOR_ALL,
  MailFromDomainNotVerifiedException: FOR_ALL,
  MessageRejected: FOR_THIS,
  InvalidParameterValue: FOR_THIS,
  InvalidParameterCombination: FOR_THIS,
  MissingParameter: FOR_THIS,
  ValidationError: FOR_THIS,
  RequestEntityTooLarge: FOR_THIS,
};

/** Causes before the first byte of a request: no credentials, no address, no listener, no trusted server. */
const REFUSED_BEFORE: Readonly<Record<string, Refusal>> = {
  CredentialsProviderError: NOT_LET_IN,
  TokenProviderError: NOT_LET_IN,
  ENOTFOUND: NOT_REACHED,
  EAI_AGAIN: NOT_REACHED,
  ECONNREFUSED: NOT_REACHED,
  CERT_HAS_EXPIRED: NOT_LET_IN,
  CERT_NOT_YET_VALID: NOT_LET_IN,
  DEPTH_ZERO_SELF_SIGNED_CERT: NOT_LET_IN,
  ERR_TLS_CERT_ALTNAME_INVALID: NOT_LET_IN,
  SELF_SIGNED_CERT_IN_CHAIN: NOT_LET_IN,
  UNABLE_TO_GET_ISSUER_CERT: NOT_LET_IN,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: NOT_LET_IN,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: NOT_LET_IN,
};

const failure = z.object({
  name: z.string(),
  code: z.string().optional().catch(undefined),
  $metadata: z.object({ httpStatusCode: z.number().optional() }).optional(),
});

/** Judges an error by its name and status, never by its text. Whatever is not known for a refusal is in doubt. */
export function submissionOfError(error: unknown): Submission {
  const parsed = failure.safeParse(error);
  if (!parsed.success) return { outcome: 'unknown', code: 'NotAnError' };
  const { name, code = name, $metadata: { httpStatusCode: status } = {} } = parsed.data;
  const refusal = status === undefined ? before(name, code) : byStatus(status, name);
  const reason = codeOf(status === undefined ? code : name);
  return refusal === undefined
    ? { outcome: 'unknown', code: reason }
    : { outcome: 'refused', code: reason, ...refusal };
}

const before = (name: string, code: string): Refusal | undefined =>
  own(REFUSED_BEFORE, code) ?? own(REFUSED_BEFORE, name);

const byStatus = (status: number, name: string): Refusal | undefined =>
  status >= 400 && status < 500 ? own(REFUSED_BY_SES, name) : undefined;

const own = (table: Readonly<Record<string, Refusal>>, name: string): Refusal | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

const codeOf = (text: string): string => (REASON.test(text) ? text : 'Unnamed');
