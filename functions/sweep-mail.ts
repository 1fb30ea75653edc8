import { randomUUID } from 'node:crypto';
import { markErasures } from '#lib/erasure/request-erasure.ts';
import { sweepMail } from '#lib/mail/sweep.ts';
import { hoursSinceSuccess } from '#lib/runs/hours-since-success.ts';
import { books, clock, configuration, log, tenant } from './services.ts';

/** Every hour: erasures that a crash kept from the chain, mails whose fate is unknown, how long ago reports succeeded. */
export const handler = async (): Promise<void> => {
  await markErasures(books());
  const ledger = { store: books().store, process: { now: clock, newId: randomUUID } };
  const { unknownOverHour, unknownOverDay, sentTwice, rows } = await sweepMail(ledger);
  log.metric('UnknownMailsOverOneHour', unknownOverHour);
  log.metric('UnknownMailsOverOneDay', unknownOverDay);
  log.metric('DuplicateMails', sentTwice);
  const { configuration: read } = await configuration();
  for (const { id, schedule } of read.reports) {
    if (schedule === undefined) continue;
    const hours = await hoursSinceSuccess(books(), { tenant: tenant(), report: id });
    if (hours !== null) log.reportMetric('HoursSinceSuccess', id, hours);
  }
  log.info('mail-swept', { mails: rows });
};
