import { join } from 'node:path';
import { outboxMailer } from '#lib/mail/outbox-mailer.ts';
import type { Services } from '#lib/pipeline/services.ts';
import { progressOn, type Terminal } from './terminal.ts';

/** The real clock, this terminal, and an outbox beside the files of the run. */
export const servicesOn = (terminal: Terminal, out: string): Services => ({
  loadedAt: new Date(),
  seconds: () => performance.now() / 1000,
  progress: progressOn(terminal),
  mailer: outboxMailer(join(out, 'outbox')),
});
