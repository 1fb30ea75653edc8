import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ReportState } from '#lib/privacy/report.ts';
import { renderReport } from '#lib/rendering/render-report.ts';
import { fixtureReport } from '../../test/gallery/fixture-report.ts';
import { sealed } from '../../test/gallery/sealed-report.ts';
import { RecipientNotAllowedError } from './allow-list.ts';
import { outboxMailer } from './outbox-mailer.ts';
import { NotForSendingError } from './sendable.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outbox-'));
});
afterEach(() => rm(folder, { recursive: true }));

const allowed = { addresses: ['finance@example.com', 'cfo@example.com'], domains: ['example.com'] };
const render = async (state: ReportState) =>
  renderReport(await sealed(fixtureReport(state)), {
    mailKey: () => 'k',
    from: 'reports@example.com',
  });

it('writes one message for each recipient, as eml, html and text', async () => {
  const outcomes = await outboxMailer(folder).send(await render('FINAL'), {
    recipients: ['finance@example.com', 'cfo@example.com'],
    allowed,
  });
  expect(outcomes).toMatchObject([
    { recipient: 1, status: 'sent' },
    { recipient: 2, status: 'sent' },
  ]);
  const files = await readdir(folder);
  expect(files.map((file) => file.split('.').at(-1)).sort()).toEqual([
    'eml',
    'eml',
    'html',
    'html',
    'txt',
    'txt',
  ]);
  for (const { reference } of outcomes) {
    const message = await readFile(join(folder, reference), 'utf8');
    expect(message.match(/^To: /gm)).toHaveLength(1);
  }
  const [page = ''] = files.filter((file) => file.endsWith('.html'));
  expect(await readFile(join(folder, page), 'utf8')).not.toContain('cid:');
});

it('sends nothing to anyone if one recipient is not listed', async () => {
  const sending = outboxMailer(folder).send(await render('FINAL'), {
    recipients: ['finance@example.com', 'stranger@example.com'],
    allowed,
  });
  await expect(sending).rejects.toThrow(RecipientNotAllowedError);
  expect(await readdir(folder)).toEqual([]);
});

it('sends no analysis', async () => {
  const sending = outboxMailer(folder).send(await render('ANALYSIS'), {
    recipients: ['finance@example.com'],
    allowed,
  });
  await expect(sending).rejects.toThrow(NotForSendingError);
  expect(await readdir(folder)).toEqual([]);
});
