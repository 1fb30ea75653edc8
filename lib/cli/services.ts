import { join } from 'node:path';
import { readErasedPersons } from '#lib/erasure/erased-persons.ts';
import { outboxMailer } from '#lib/mail/outbox-mailer.ts';
import type { Services } from '#lib/pipeline/services.ts';
import { openBooks } from './open-books.ts';
import { progressOn, type Terminal } from './terminal.ts';

/** Where a run writes its files, and the place of its ledger. */
interface RunPlace {
  readonly out: string;
  readonly store: string;
}

/** The real clock, this terminal, an outbox beside the files of the run, and the erasure list of its ledger. */
export const servicesOn = (terminal: Terminal, { out, store }: RunPlace): Services => ({
  loadedAt: new Date(),
  seconds: () => performance.now() / 1000,
  progress: progressOn(terminal),
  mailer: outboxMailer(join(out, 'outbox')),
  chain: async () => (await openBooks(store)).store,
  erased: async () => readErasedPersons(await openBooks(store)),
});
