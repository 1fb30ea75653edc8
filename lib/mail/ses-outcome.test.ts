import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { submissionOfError } from './ses-outcome.ts';

const error = (name: string, more: object = {}) =>
  Object.assign(new Error('text'), { name, ...more });
const answered = (name: string, httpStatusCode: number) =>
  error(name, { $metadata: { httpStatusCode } });

/** What SES answers is tried over the wire in test/faults/mail-wire.test.ts; here what never leaves the machine. */
describe('before the first byte', () => {
  it.each([
    ['CredentialsProviderError', {}],
    ['Error', { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }],
    ['Error', { code: 'CERT_HAS_EXPIRED' }],
    ['Error', { code: 'ERR_TLS_CERT_ALTNAME_INVALID' }],
  ])('%s %j: nothing was sent, nor would another be', (name, more) => {
    expect(submissionOfError(error(name, more))).toMatchObject({
      outcome: 'refused',
      stopsAll: true,
      retryAfter: expect.any(Number),
    });
  });
});

it.each([
  ['a name of SES without an answer', error('MessageRejected')],
  ['a name of the machine in an answer', answered('ECONNREFUSED', 400)],
  ['a refusal with a server error', answered('Throttling', 503)],
  ['a refusal with a success', answered('Throttling', 200)],
  ['a broken pipe', error('Error', { code: 'EPIPE' })],
  ['an abort', error('AbortError')],
  ['a property of every object', answered('constructor', 400)],
  ['no error', 'reset'],
])('is in doubt about %s', (_, thrown) => {
  expect(submissionOfError(thrown).outcome).toBe('unknown');
});

it('goes by names, not by texts, and keeps no text', () => {
  const thrown = answered('MessageRejected: a@example.com', 400);
  expect(submissionOfError(thrown)).toEqual({ outcome: 'unknown', code: 'Unnamed' });
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 100, max: 599 }), (name, status) => {
      expect(submissionOfError(answered(`x${name}`, status)).outcome).toBe('unknown');
    }),
  );
});
