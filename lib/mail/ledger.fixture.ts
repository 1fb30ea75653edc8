import { recipientIdOf, recipientMailKeyOf } from '#lib/runs/mail-key.ts';
import { memoryStore } from '../../test/fixtures/memory-store.ts';
import { rowKeyOf } from './mail-keys.ts';
import type { MailLedger } from './mail-ledger.ts';
import { type MailRow, parseRow } from './mail-row.ts';
import { perform } from './perform.ts';
import { type MailPlan, planMail } from './plan-mail.ts';

export const PERIOD = '2026-W47';
export const RUN = 'run-a1';

/** A ledger in memory whose clock stands where it is set. */
export interface TestLedger extends MailLedger {
  clock: Date;
}

export function testLedger(store = memoryStore()): TestLedger {
  let ids = 0;
  const ledger: TestLedger = {
    store,
    clock: new Date('2026-11-24T07:00:00Z'),
    process: {
      now: () => ledger.clock,
      newId: () => {
        ids += 1;
        return `id${ids}`;
      },
    },
  };
  return ledger;
}

export const mailKeyFor = (address: string): string =>
  recipientMailKeyOf('mail', recipientIdOf(address));
export const keyFor = (address: string): string => rowKeyOf(PERIOD, mailKeyFor(address));

/** Plans a mail for an address and gives its key. */
export async function planned(
  ledger: TestLedger,
  address: string,
  plan: Partial<MailPlan> = {},
): Promise<string> {
  const key = keyFor(address);
  const whole = {
    key,
    runId: RUN,
    releaseSeq: 1,
    recipientId: recipientIdOf(address),
    edition: 'weekly',
    mimeSha256: 'hash',
    mimeBytes: 1,
    ...plan,
  };
  await perform(planMail(whole, ledger.process), ledger);
  return key;
}

export async function rowAt({ store }: MailLedger, key: string): Promise<MailRow> {
  const found = await store.get(key);
  if (found === null) throw new Error(`no row at ${key}`);
  return parseRow(key, found.body);
}

export const raise = ({ store }: MailLedger, key: string) =>
  store.createIfAbsent(key, new TextEncoder().encode('{}'));

export const later = (date: Date, hours: number): Date =>
  new Date(date.getTime() + hours * 3_600_000);
