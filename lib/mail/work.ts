import type { MailRow } from './mail-row.ts';
import type { Submission } from './submission.ts';

/** A row as it was read, with the tag under which it can be replaced. */
export interface StoredRow {
  readonly key: string;
  readonly row: MailRow;
  readonly etag: string;
}

/**
 * `unclear`: the write may have taken effect, may yet do so, or never will. `refused`: another row is there.
 */
export type WriteResult =
  | { readonly result: 'written' | 'refused' }
  | { readonly result: 'unclear'; readonly cause?: unknown };

/** Everything that the mail protocol does to the world, one call at a time. */
export type Call =
  | { readonly op: 'read'; readonly key: string }
  | { readonly op: 'create'; readonly key: string; readonly row: MailRow }
  | { readonly op: 'replace'; readonly read: StoredRow; readonly row: MailRow }
  | { readonly op: 'look'; readonly key: string }
  | { readonly op: 'switch' }
  | { readonly op: 'submit'; readonly key: string };

export type Answer =
  | { readonly op: 'read'; readonly found: StoredRow | null }
  | ({ readonly op: 'write' } & WriteResult)
  | { readonly op: 'look'; readonly found: boolean }
  | { readonly op: 'submit'; readonly submission: Submission };

/**
 * A piece of the protocol: it hands out calls and is handed their answers. The same lines run against a store and a
 * carrier (`perform.ts`) and inside the model check (`test/faults/mail-model.test.ts`), which tries every order.
 */
export type Work<Result> = Generator<Call, Result, Answer>;

/** What a process may know besides answers; each call of `newId` gives another text, in every process. */
export interface Process {
  readonly now: () => Date;
  readonly newId: () => string;
}

export function* readRow(key: string): Work<StoredRow | null> {
  const answer = yield { op: 'read', key };
  if (answer.op !== 'read') throw new AnswerError('read', answer.op);
  return answer.found;
}

export function* createRow(key: string, row: MailRow): Work<WriteResult> {
  const answer = yield { op: 'create', key, row };
  if (answer.op !== 'write') throw new AnswerError('create', answer.op);
  return answer;
}

export function* replaceRow(read: StoredRow, row: MailRow): Work<WriteResult> {
  const answer = yield { op: 'replace', read, row };
  if (answer.op !== 'write') throw new AnswerError('replace', answer.op);
  return answer;
}

/** Whether an object is there. */
export function* isThere(key: string): Work<boolean> {
  const answer = yield { op: 'look', key };
  if (answer.op !== 'look') throw new AnswerError('look', answer.op);
  return answer.found;
}

/** Whether sending is switched off for everyone. */
export function* isSwitchedOff(): Work<boolean> {
  const answer = yield { op: 'switch' };
  if (answer.op !== 'look') throw new AnswerError('switch', answer.op);
  return answer.found;
}

export function* submit(key: string): Work<Submission> {
  const answer = yield { op: 'submit', key };
  if (answer.op !== 'submit') throw new AnswerError('submit', answer.op);
  return answer.submission;
}

/** A call was handed the answer of another: whoever drives the work has a mistake. */
export class AnswerError extends Error {
  override readonly name = 'AnswerError';
  constructor(call: Call['op'], answer: Answer['op']) {
    super(`call ${call} was answered as ${answer}`);
  }
}
