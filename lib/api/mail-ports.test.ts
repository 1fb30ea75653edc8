import { expect, it } from 'vitest';
import { rowKeyOf } from '#lib/mail/mail-keys.ts';
import type { MailLedger } from '#lib/mail/mail-ledger.ts';
import { perform } from '#lib/mail/perform.ts';
import { planMail } from '#lib/mail/plan-mail.ts';
import { attemptId } from '#lib/runs/run-key.ts';
import { idOf, openApi } from '../../test/fixtures/api-caller.ts';
import { memoryStore } from '../../test/fixtures/memory-store.ts';
import { mailPorts } from './mail-ports.ts';

const store = memoryStore();
const api = openApi(
  mailPorts({ store, process: { now: () => new Date('2026-11-24T07:00:00Z'), newId: () => 'id' } }),
  store,
);
const ledger: MailLedger = {
  store,
  process: { now: api.books.clock, newId: api.books.randomId },
};

/** Plans a mail as the attempt at a run does. */
const plan = (runId: string, mailKey: string) =>
  perform(
    planMail(
      {
        key: rowKeyOf('2026-W47', mailKey),
        runId,
        releaseSeq: 1,
        recipientId: `to-${mailKey}`,
        edition: 'weekly',
        mimeSha256: 'f'.repeat(64),
        mimeBytes: 1000,
      },
      ledger.process,
    ),
    ledger,
  );

it('counts the mails of every attempt at a run, and cancels those not yet claimed', async () => {
  const run = await idOf(await api.recalculate('ann', 'k1'));
  await api.recalculate('ann', 'k2', { deliver: true });
  await plan(attemptId(run, 1), 'a');
  await plan(attemptId(run, 2), 'b');
  await plan(attemptId('other', 1), 'c');
  const before = await api.call('ann', `GET /recalculations/${run}`);
  expect(await before.json()).toMatchObject({ attempt: 2, mails: { planned: 2, cancelled: 0 } });
  const cancelled = await api.call('ann', `POST /recalculations/${run}/cancel`);
  expect(await cancelled.json()).toMatchObject({
    state: 'cancelled',
    mails: { planned: 0, cancelled: 2 },
  });
});
