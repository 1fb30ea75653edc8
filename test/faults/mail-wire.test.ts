import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Carrier, OutgoingMessage } from '#lib/mail/carrier.ts';
import { composeMessage } from '#lib/mail/compose-message.ts';
import { sesCarrier } from '#lib/mail/ses-carrier.ts';
import { sesClient } from '#lib/mail/ses-client.ts';
import { smallReport } from '../../lib/mail/small-report.fixture.ts';
import { freePort } from '../fixtures/free-port.ts';
import { type SesBehaviour, type SesServer, sesServer } from '../fixtures/ses-server.ts';

const TO = 'finance@example.com';
let server: SesServer;
let carrier: Carrier;
let message: OutgoingMessage;

beforeAll(async () => {
  server = await sesServer();
  const mime = await composeMessage(await smallReport(), TO);
  const client = sesClient(server.client, 300);
  carrier = sesCarrier({ client, configurationSet: 'reports', milliseconds: 1_000 });
  message = {
    from: 'reports@example.com',
    to: TO,
    mime,
    mailKey: 'abcdefghijklmnopqrstuvwxyz234567abcdefgh',
    period: '2026-W47',
    runId: '7f3c91-a1',
  };
});
afterAll(() => server.close());
beforeEach(() => {
  server.messages.length = 0;
  server.connections = 0;
  server.behave = () => 'accept';
});

it('puts the whole message on the wire, for one recipient, with its tags', async () => {
  expect(await carrier.submit(message)).toEqual({ outcome: 'accepted', messageId: 'message-1' });
  const [sent] = server.messages;
  expect(sent).toMatchObject({
    to: TO,
    configurationSet: 'reports',
    tags: { mail_key: message.mailKey, period: '2026-W47', run_id: '7f3c91-a1' },
  });
  expect(sent?.mime.match(/^(To|Cc|Bcc): .*$/gim)).toEqual([`To: ${TO}`]);
});

/** Each behaviour with the reason that the ledger keeps. */
const DOUBTS: readonly (readonly [SesBehaviour, string | RegExp])[] = [
  ['reset before the request', /ECONNRESET|EPIPE/],
  ['reset in the request', /ECONNRESET|EPIPE/],
  ['reset after the request', 'ECONNRESET'],
  ['reset in the answer', /ECONNRESET|Error/],
  ['hang', 'ETIMEDOUT'],
  ['hang in the answer', 'AbortError'],
  ['drip', 'AbortError'],
  ['unparsable', /./],
  ['no message id', 'NoMessageId'],
  [{ status: 500, code: 'InternalFailure' }, 'InternalFailure'],
  [{ status: 503, code: 'Throttling' }, 'Throttling'],
  [{ status: 400, code: 'SomethingNew' }, 'SomethingNew'],
];

it.each(DOUBTS)('tries once and is in doubt when SES answers with %j', async (behaviour, code) => {
  server.behave = () => behaviour;
  expect(await carrier.submit(message)).toEqual({
    outcome: 'unknown',
    code: expect.stringMatching(code),
  });
  await setTimeout(50);
  expect(server.connections).toBe(1);
  expect(server.messages.length).toBeLessThanOrEqual(1);
});

const NOW = { retryAfter: expect.any(Number) };
const NEVER = { retryAfter: null };
const REFUSALS = [
  ['Throttling', 400, { ...NOW, stopsAll: false }],
  ['ThrottlingException', 400, { ...NOW, stopsAll: false }],
  ['AccessDenied', 403, { ...NOW, stopsAll: true }],
  ['ExpiredToken', 403, { ...NOW, stopsAll: true }],
  ['RequestExpired', 400, { ...NOW, stopsAll: true }],
  ['SignatureDoesNotMatch', 403, { ...NOW, stopsAll: true }],
  ['MessageRejected', 400, { ...NEVER, stopsAll: false }],
  ['InvalidParameterValue', 400, { ...NEVER, stopsAll: false }],
  ['MailFromDomainNotVerifiedException', 400, { ...NEVER, stopsAll: true }],
  ['ConfigurationSetDoesNotExist', 400, { ...NEVER, stopsAll: true }],
  ['AccountSendingPausedException', 400, { ...NEVER, stopsAll: true }],
  ['ConfigurationSetSendingPausedException', 400, { ...NEVER, stopsAll: true }],
] as const;

it.each(REFUSALS)(
  'tries once and knows of no mail when SES answers %s',
  async (code, status, refusal) => {
    server.behave = () => ({ status, code });
    const submission = await carrier.submit(message);
    expect(submission).toMatchObject({
      outcome: 'refused',
      code: expect.stringContaining(code),
      ...refusal,
    });
    expect(server.connections).toBe(1);
  },
);

interface NoWay {
  readonly why: string;
  readonly place: () => Promise<string>;
  readonly code: RegExp;
}
const BEFORE: readonly NoWay[] = [
  {
    why: 'nobody listens',
    place: async () => `http://127.0.0.1:${await freePort()}`,
    code: /ECONNREFUSED/,
  },
  {
    why: 'the name is unknown',
    place: async () => 'http://ses.invalid',
    code: /ENOTFOUND|EAI_AGAIN/,
  },
];

it.each(BEFORE)('knows that nothing was sent when $why', async ({ place, code }) => {
  const client = sesClient({ ...server.client, endpoint: await place() }, 300);
  const submission = await sesCarrier({ client, configurationSet: 'reports' }).submit(message);
  expect(submission).toMatchObject({ outcome: 'refused', stopsAll: false });
  expect(submission).toMatchObject({ code: expect.stringMatching(code) });
});
