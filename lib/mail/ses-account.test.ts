import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type SesServer, sesServer } from '../../test/fixtures/ses-server.ts';
import { readSendingAccount } from './ses-account.ts';
import { sesClient } from './ses-client.ts';

let server: SesServer;
beforeAll(async () => {
  server = await sesServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.account.set('GetAccountSendingEnabled', '<Enabled>true</Enabled>');
  server.account.set('GetSendQuota', quota(50_000, 10, 100));
  server.account.set('GetIdentityVerificationAttributes', verified('Success'));
});

const quota = (day: number, rate: number, sent: number): string =>
  `<Max24HourSend>${day}</Max24HourSend><MaxSendRate>${rate}</MaxSendRate><SentLast24Hours>${sent}</SentLast24Hours>`;
const verified = (status: string): string =>
  `<VerificationAttributes><entry><key>example.com</key><value><VerificationStatus>${status}</VerificationStatus></value></entry></VerificationAttributes>`;
const read = () =>
  readSendingAccount(sesClient(server.client), { from: 'reports@example.com', messages: 100 });

it('finds nothing in the way of an account that may send, at four fifths of its rate', async () => {
  expect(await read()).toEqual({ problems: [], perSecond: 8 });
});

it.each([
  ['GetAccountSendingEnabled', '<Enabled>false</Enabled>', 'SENDING_PAUSED'],
  ['GetSendQuota', quota(50_000, 10, 49_901), 'QUOTA_TOO_SMALL'],
  ['GetSendQuota', quota(200, 1, 100), 'SANDBOX'],
  ['GetIdentityVerificationAttributes', verified('Pending'), 'SENDER_NOT_VERIFIED'],
  ['GetIdentityVerificationAttributes', '<VerificationAttributes/>', 'SENDER_NOT_VERIFIED'],
])('sees %s = %s before anything is computed', async (action, answer, problem) => {
  server.account.set(action, answer);
  expect((await read()).problems).toEqual([problem]);
});

it('takes a quota of -1 for none', async () => {
  server.account.set('GetSendQuota', quota(-1, 14, 1_000_000));
  expect((await read()).problems).toEqual([]);
});
