import fc from 'fast-check';
import PostalMime, { type Email } from 'postal-mime';
import { beforeAll, expect, it } from 'vitest';
import { mapReleased, openReleased, type Released } from '#lib/privacy/released.ts';
import { renderReport } from '#lib/rendering/render-report.ts';
import type { RenderedReport } from '#lib/rendering/rendered-report.ts';
import { recipientIdOf, recipientMailKeyOf } from '#lib/runs/mail-key.ts';
import { fixtureReport } from '../../test/gallery/fixture-report.ts';
import { sealed } from '../../test/gallery/sealed-report.ts';
import { composeMessage } from './compose-message.ts';
import { HeaderInjectionError } from './header-text.ts';
import { messageHash } from './message-hash.ts';

const TO = 'finance@example.com';
let report: Released<RenderedReport>;
let message: Email;

beforeAll(async () => {
  const options = { mailKey: () => 'weekly/2026-W47/r1', from: 'reports@example.com' };
  report = await renderReport(await sealed(fixtureReport()), options);
  message = await PostalMime.parse(openReleased(await composeMessage(report, TO)));
});

const headers = (name: string): number => message.headers.filter(({ key }) => key === name).length;

it('has one sender, one recipient and one subject, and no other', () => {
  expect(message.from).toMatchObject({ address: 'reports@example.com' });
  expect(message.to).toEqual([{ address: TO, name: '' }]);
  expect(['from', 'to', 'subject', 'date', 'message-id'].map(headers)).toEqual([1, 1, 1, 1, 1]);
  expect(['cc', 'bcc', 'sender', 'reply-to'].map(headers)).toEqual([0, 0, 0, 0]);
  expect(message.subject).toBe(
    '[FINAL r1] Customer value report - 2026-W47 (16-22 Nov 2026) - Retail EU',
  );
});

it('carries both twins, the pictures the HTML names, and the two tables', () => {
  const rendered = openReleased(report);
  expect(message.html?.trimEnd()).toBe(rendered.mail.html.trimEnd());
  expect(message.text?.trimEnd()).toBe(rendered.text.trimEnd());
  const named = [...rendered.mail.html.matchAll(/cid:([^"]+)/g)].map(([, id]) => `<${id}>`);
  const inside = message.attachments.filter(({ contentId }) => contentId !== undefined);
  expect(inside.map(({ contentId }) => contentId)).toEqual(named);
  expect(message.attachments.map(({ filename }) => filename)).toEqual(
    expect.arrayContaining(['weekly-2026-W47-r1.xlsx', 'weekly-2026-W47-r1.csv']),
  );
});

it('can be found again after a provider has written its own message id, and answers no one by itself', () => {
  const key = recipientMailKeyOf('weekly/2026-W47/r1', recipientIdOf(TO));
  const header = (name: string) => message.headers.find(({ key: found }) => found === name)?.value;
  expect(header('x-report-key')).toBe(key);
  expect(header('references')).toBe(`<${key}@example.com>`);
  expect(header('list-id')).toBe('<weekly.example.com>');
  expect(header('auto-submitted')).toBe('auto-generated');
});

it('has one identity whatever its message id and date, and another for anything else', async () => {
  const bytes = openReleased(await composeMessage(report, TO));
  const text = Buffer.from(bytes).toString('latin1');
  const hashOf = (changed: string) => messageHash(Buffer.from(changed, 'latin1'));
  const rewritten = text
    .replace(/^Message-ID: .*$/m, 'Message-ID: <0102@eu-west-1.example.net>')
    .replace(/^Date: .*$/m, 'Date: Tue, 24 Nov 2026 07:00:00 +0000');
  expect(rewritten).not.toBe(text);
  expect(hashOf(rewritten)).toBe(messageHash(bytes));
  expect(hashOf(text.replace(/^Subject: /m, 'Subject: x'))).not.toBe(messageHash(bytes));
  expect(hashOf(`${text} `)).not.toBe(messageHash(bytes));
  const inBody = text.replace('\r\n\r\n', '\r\n\r\nDate: 1\r\n');
  expect(hashOf(inBody)).not.toBe(messageHash(bytes));
});

it('is dated by asOf and is the same bytes when composed again', async () => {
  expect(message.date).toBe('2026-11-23T00:00:00.000Z');
  const again = await composeMessage(report, TO);
  const bytes = openReleased(await composeMessage(report, TO));
  expect(Buffer.compare(openReleased(again), bytes)).toBe(0);
});

it('names each message after its recipient too', async () => {
  const other = await composeMessage(report, 'cfo@example.com');
  const { messageId } = await PostalMime.parse(openReleased(other));
  expect(messageId).not.toBe(message.messageId);
});

it('refuses every subject that could end its header line, and passes all others on as they are', async () => {
  const breaks = fc.constantFrom('\r\n', '\n', '\r', '\u2028', '\u2029', '\u0085', '\u0000');
  await fc.assert(
    fc.asyncProperty(fc.string(), breaks, fc.string(), async (before, end, after) => {
      const hostile = mapReleased(report, (rendered) => ({
        ...rendered,
        subject: `${before}${end}Bcc: thief@example.com${after}`,
      }));
      await expect(composeMessage(hostile, TO)).rejects.toThrow(HeaderInjectionError);
    }),
    { numRuns: 50 },
  );
  await fc.assert(
    fc.asyncProperty(fc.stringMatching(/^[!-~é-ž]([ -~é-ž]{0,60}[!-~é-ž])?$/), async (subject) => {
      const small = mapReleased(report, (rendered) => ({ ...rendered, subject, charts: [] }));
      const parsed = await PostalMime.parse(openReleased(await composeMessage(small, TO)));
      expect(parsed.subject?.replace(/\s+/g, ' ')).toBe(subject.replace(/\s+/g, ' '));
      expect(parsed.headers.filter(({ key }) => key === 'bcc')).toEqual([]);
      expect(parsed.to).toHaveLength(1);
    }),
    { numRuns: 50 },
  );
});
