import type { MailRow } from './mail-row.ts';
import type { SendResult } from './send-mail.ts';

/** How fast mails follow each other, and until when the round may wait for a better moment. */
export interface Pace {
  /** At most so many a second: four fifths of what the account may send. */
  readonly perSecond: number;
  readonly until: Date;
  readonly now: () => Date;
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** So many refusals in a row are no matter of one mail or of seconds: the quota is spent, or nobody listens. */
const MOST_REFUSALS = 5;

/** Sends one mail, or leaves it. */
type Send<Mail> = (mail: Mail) => Promise<SendResult>;

interface Round {
  readonly pace: Pace;
  readonly rows: Map<string, MailRow>;
  /** Refusals since the last mail that was not turned away. */
  refusals: number;
}

/**
 * Sends mails one after the other, and those again that were turned away for now, until all are settled or nothing
 * more can be done in this round. Returns the rows as they were last seen, by key.
 */
export async function fanOut<Mail extends { readonly key: string }>(
  mails: readonly Mail[],
  send: Send<Mail>,
  pace: Pace,
): Promise<ReadonlyMap<string, MailRow>> {
  const round: Round = { pace, rows: new Map(), refusals: 0 };
  const isOpen = ({ key }: Mail) => isDueBy(round.rows.get(key), pace.until);
  for (let open = mails; open.length > 0; open = open.filter(isOpen)) {
    for (const mail of open) {
      if (!(await sendNext(mail, send, round))) return round.rows;
    }
  }
  return round.rows;
}

/** Whether the round goes on. */
async function sendNext<Mail extends { readonly key: string }>(
  mail: Mail,
  send: Send<Mail>,
  round: Round,
): Promise<boolean> {
  const { pace, rows } = round;
  await waitUntil(dueTime(rows.get(mail.key)), pace);
  if (pace.now() > pace.until) return false;
  const { row, stopsAll, refused } = await send(mail);
  rows.set(mail.key, row);
  round.refusals = refused ? round.refusals + 1 : 0;
  if (stopsAll || round.refusals >= MOST_REFUSALS) return false;
  if (refused) await waitUntil(Math.min(dueTime(row), pace.until.getTime()), pace);
  await pace.wait(1000 / pace.perSecond);
  return true;
}

const isDueBy = (row: MailRow | undefined, until: Date): boolean =>
  row?.state === 'PLANNED' && dueTime(row) <= until.getTime();

const dueTime = (row: MailRow | undefined): number =>
  row?.notBefore ? Date.parse(row.notBefore) : 0;

async function waitUntil(time: number, { now, wait }: Pace): Promise<void> {
  const rest = time - now().getTime();
  if (rest > 0) await wait(rest);
}
