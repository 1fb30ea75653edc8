import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import {
  MAIL_KEY,
  type MailIdentity,
  mailKeyOf,
  recipientIdOf,
  recipientMailKeyOf,
} from './mail-key.ts';

const mail: MailIdentity = { report: 'weekly', period: '2026-W47', revision: 1, state: 'FINAL' };
const recipient = recipientIdOf('finance@example.com');

it('gives every mail, kind, revision and recipient a key of its own, and the same one each time', () => {
  const others: readonly Partial<MailIdentity>[] = [
    {},
    { tenant: 'other' },
    { report: 'monthly' },
    { scope: 'eu' },
    { period: '2026-W48' },
    { revision: 2 },
    { state: 'PROVISIONAL' },
    { state: 'HELD' },
    { state: 'CORRECTION' },
    { state: 'HELD', run: '5f0c2a' },
    { state: 'HELD', run: '91be04' },
  ];
  const keys = others.map((other) => mailKeyOf({ ...mail, ...other }));
  const copies = keys.flatMap((key) =>
    ['finance@example.com', 'cfo@example.com'].map((address) =>
      recipientMailKeyOf(key, recipientIdOf(address)),
    ),
  );
  expect(new Set([...keys, ...copies]).size).toBe(33);
  expect(copies.every((key) => MAIL_KEY.test(key))).toBe(true);
  expect(mailKeyOf({ state: 'FINAL', revision: 1, period: '2026-W47', report: 'weekly' })).toBe(
    keys[0],
  );
});

it('is the first 200 bits of sha256 in base 32 (RFC 4648), over sorted JSON', () => {
  const bits = (text: string) =>
    [...createHash('sha256').update(text).digest()]
      .map((byte) => byte.toString(2).padStart(8, '0'))
      .join('');
  const base32 = (text: string) =>
    (bits(text).match(/.{5}/g) ?? [])
      .slice(0, 40)
      .map((five) => 'abcdefghijklmnopqrstuvwxyz234567'[Number.parseInt(five, 2)])
      .join('');
  expect(mailKeyOf(mail)).toBe(
    base32('{"period":"2026-W47","report":"weekly","revision":1,"state":"FINAL"}'),
  );
  expect(recipientMailKeyOf('k', recipient)).toBe(
    base32(`{"mailKey":"k","recipientId":"${recipient}"}`),
  );
});

it('holds no address', () => {
  expect(recipient).not.toMatch(/@|finance|example/);
});
