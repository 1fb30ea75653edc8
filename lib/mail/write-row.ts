import type { MailRow } from './mail-row.ts';
import { afterEvent, type MailEvent } from './transitions.ts';
import {
  createRow,
  type Process,
  readRow,
  replaceRow,
  type StoredRow,
  type Work,
  type WriteResult,
} from './work.ts';

/** How often the same bytes are offered when nobody can tell whether they were taken. */
const MOST_OFFERS = 4;
/** How often an event is applied to a row that others keep changing. */
const MOST_ROUNDS = 20;

/** A row that no store holds yet. */
export type NewRow = Omit<MailRow, 'rev' | 'writeId'>;

/** Creates a row, or gives the one that is already there. Throws `LedgerWriteError`. */
export function* createOnce(key: string, row: NewRow, process: Process): Work<MailRow> {
  const mine = { ...row, rev: 1, writeId: process.newId() };
  let cause: unknown;
  for (let offer = 0; offer < MOST_OFFERS; offer += 1) {
    const answer = yield* createRow(key, mine);
    if (answer.result === 'written') return mine;
    const found = yield* readRow(key);
    if (found !== null) return found.row;
    cause = causeOf(answer);
  }
  throw new LedgerWriteError(key, { cause });
}

/** Replaces a row by its next write; null when another write came first. Throws `LedgerWriteError`. */
export function* replaceOnce(
  read: StoredRow,
  row: MailRow,
  process: Process,
): Work<MailRow | null> {
  const mine = { ...row, rev: read.row.rev + 1, writeId: process.newId() };
  let cause: unknown;
  for (let offer = 0; offer < MOST_OFFERS; offer += 1) {
    const answer = yield* replaceRow(read, mine);
    if (answer.result === 'written') return mine;
    const found = yield* readRow(read.key);
    if (found?.row.writeId === mine.writeId) return mine;
    if (answer.result === 'refused' || found?.etag !== read.etag) return null;
    cause = causeOf(answer);
  }
  throw new LedgerWriteError(read.key, { cause });
}

/** Lets an event happen to a row, whatever else happens to it meanwhile; null where no such row is. */
export function* applyEvent(key: string, event: MailEvent, process: Process): Work<MailRow | null> {
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const read = yield* readRow(key);
    if (read === null) return null;
    const next = afterEvent(read.row, event, process.now());
    if (next === null) return read.row;
    const written = yield* replaceOnce(read, next, process);
    if (written !== null) return written;
  }
  throw new LedgerWriteError(key, {});
}

const causeOf = (answer: WriteResult): unknown =>
  answer.result === 'unclear' ? answer.cause : undefined;

/** The ledger cannot be written: the mail stays as it is and is reported. */
export class LedgerWriteError extends Error {
  override readonly name = 'LedgerWriteError';
  constructor(key: string, options: ErrorOptions) {
    super(`${key} could not be written: check the ledger store, then resume the run`, options);
  }
}
