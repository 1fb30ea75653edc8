import { expect, it } from 'vitest';
import { type Facts, StageError, stageFrom } from './stages.ts';

const MAIL = { from: 'reports@example.com', domains: ['example.com'], owner: 'owner@example.com' };

it('needs three facts only, and two of them may stand in the configuration', () => {
  const facts = {
    sender: 'reports@example.org',
    domains: 'example.org, example.net',
    data: 'shop-files',
  };
  expect(stageFrom(facts, {})).toEqual({
    name: 'main',
    region: 'eu-west-1',
    sender: 'reports@example.org',
    domains: ['example.org', 'example.net'],
    deliveries: { kind: 'existing', bucket: 'shop-files', key: null },
    tables: null,
    identity: 'create',
    queryGigabytes: 100,
    budget: 30,
    alarmEmail: null,
  });
  expect(stageFrom({}, { mail: MAIL })).toMatchObject({
    sender: 'reports@example.com',
    domains: ['example.com'],
    deliveries: { kind: 'create' },
    alarmEmail: 'owner@example.com',
  });
});

it('knows no account', () => {
  expect(JSON.stringify(stageFrom({}, { mail: MAIL }))).not.toMatch(/\d{12}/);
});

const WRONG: readonly [string, Facts, string][] = [
  [
    'no sender',
    {},
    'sender: Invalid input: expected string, received undefined; say it with -c sender=…',
  ],
  [
    'two senders',
    { sender: 'a@example.com,b@example.com', domains: 'example.com' },
    'sender: must be one address',
  ],
  [
    'an address among the domains',
    { sender: 'a@example.com', domains: 'a@example.com' },
    'domains: must be a domain',
  ],
  [
    'a bucket that S3 would not take',
    { ...MAIL_FACTS(), data: 'My_Bucket' },
    'data: must be a bucket, or new',
  ],
  [
    'a folder that is none',
    { ...MAIL_FACTS(), tables: 's3://sales-lake/orders' },
    'tables: must be folders as s3://bucket/folder/',
  ],
  [
    'a region that is none',
    { ...MAIL_FACTS(), region: 'Dublin' },
    'region: must be a region as eu-west-1',
  ],
  [
    'a stage whose name does not fit',
    { ...MAIL_FACTS(), stage: 'Main-Stage' },
    'stage: must be 2 to 12',
  ],
];
it('refuses a sender that mails do not come from: only the other could be sent', () => {
  const other = { sender: 'other@example.com' };
  expect(() => stageFrom(other, { mail: MAIL })).toThrow(StageError);
  expect(() => stageFrom(other, { mail: MAIL })).toThrow('sender: must be mail.from');
  expect(stageFrom({ sender: MAIL.from }, { mail: MAIL }).sender).toBe(MAIL.from);
});

function MAIL_FACTS(): Facts {
  return { sender: 'a@example.com', domains: 'example.com' };
}

it.each(WRONG)('refuses %s', (_, facts, message) => {
  expect(() => stageFrom(facts, {})).toThrow(StageError);
  expect(() => stageFrom(facts, {})).toThrow(message);
});
