import type { Store } from '#lib/store/store.ts';
import { ROWS, rowsOf } from './mail-keys.ts';
import { type MailRow, parseRow } from './mail-row.ts';
import { perform } from './perform.ts';
import type { MailEvent } from './transitions.ts';
import type { Process } from './work.ts';
import { applyEvent } from './write-row.ts';

/** All mails, one object each at `mail/PERIOD/MAIL_KEY`, and the process that works on them. */
export interface MailLedger {
  readonly store: Store;
  readonly process: Process;
}

export interface KeyedRow {
  readonly key: string;
  readonly row: MailRow;
}

/** Rows are small and many: so many are read at a time. */
const READ_AT_ONCE = 32;

/** All rows, or those of one period, in the order of their keys. Throws `MailRowError`. */
export async function readRows(ledger: MailLedger, period: string | null): Promise<KeyedRow[]> {
  const keys = await ledger.store.list(period === null ? ROWS : rowsOf(period));
  const rows: KeyedRow[] = [];
  for (let from = 0; from < keys.length; from += READ_AT_ONCE) {
    const some = keys.slice(from, from + READ_AT_ONCE).map(async (key) => {
      const row = await readMail(ledger, key);
      return row === null ? [] : [{ key, row }];
    });
    rows.push(...(await Promise.all(some)).flat());
  }
  return rows;
}

/** One row; null where none is. Throws `MailRowError`. */
export async function readMail(
  { store }: Pick<MailLedger, 'store'>,
  key: string,
): Promise<MailRow | null> {
  const found = await store.get(key);
  return found && parseRow(key, found.body);
}

/** Lets an event happen to one row; null where no such row is. */
export const record = (
  { store, process }: MailLedger,
  key: string,
  event: MailEvent,
): Promise<MailRow | null> => perform(applyEvent(key, event, process), { store });
