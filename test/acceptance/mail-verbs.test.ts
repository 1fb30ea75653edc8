import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { mailAccount } from './mail-account.ts';
import { tenure } from './shop-folder.ts';

const { ses, folder } = await mailAccount();

it('mail off, on: the switch that every claim reads, and the runs of a laptop too', async () => {
  const store = join(folder, 'switched');
  const here = ['--store', store];
  const dry = await tenure('mail', 'off', ...here, '--dry-run');
  expect(dry).toMatchObject({ code: 0, out: 'sending is on; would switch it off\n' });
  const off = await tenure('mail', 'off', ...here, '--by', 'mail-duty');
  expect([off.code, off.out]).toEqual([
    0,
    expect.stringMatching(/^sending is off since .* by mail-/),
  ]);

  const config = join(folder, 'tenure.yaml');
  await writeFile(config, CONFIGURATION);
  const words = ['run', '--config', config, ...here, '--out', join(folder, 'out'), '--send'];
  const refused = await tenure(...words);
  expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('tenure mail on')]);

  expect((await tenure('mail', 'on', ...here)).out).toMatch(/^sending is on since/);
  expect((await tenure(...words)).err).not.toContain('tenure mail on');
});

it('mail check: asks SES before anything is computed', async () => {
  const config = join(folder, 'check.yaml');
  await writeFile(config, CONFIGURATION);
  const quota = (day: number, second: number) =>
    `<Max24HourSend>${day}</Max24HourSend><MaxSendRate>${second}</MaxSendRate><SentLast24Hours>0</SentLast24Hours>`;
  ses.account.set('GetAccountSendingEnabled', '<Enabled>true</Enabled>');
  ses.account.set('GetSendQuota', quota(50_000, 10));
  ses.account.set('GetIdentityVerificationAttributes', VERIFIED);
  const good = await tenure('mail', 'check', '--config', config);
  expect(good).toMatchObject({
    code: 0,
    out: 'reports@example.com may send 3 mails now, 8 a second\n',
  });
  ses.account.set('GetSendQuota', quota(200, 1));
  ses.account.set('GetIdentityVerificationAttributes', '<VerificationAttributes/>');
  const bad = await tenure('mail', 'check', '--config', config);
  expect([bad.code, bad.out.match(/^[A-Z_]+/gm)]).toEqual([2, ['SENDER_NOT_VERIFIED', 'SANDBOX']]);
});

const CONFIGURATION = `version: 1
business: { name: Example Shop, currency: EUR }
sources:
  orders: { files: orders.csv }
reports:
  - id: weekly
    title: Customer value report
    recipients: { finance: [finance@example.com, board@example.com] }
mail: { from: reports@example.com, domains: [example.com], owner: controlling@example.com }
`;

const VERIFIED =
  '<VerificationAttributes><entry><key>example.com</key><value><VerificationStatus>Success</VerificationStatus></value></entry></VerificationAttributes>';
