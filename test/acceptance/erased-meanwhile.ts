import { NOBODY_ERASED } from '#lib/erasure/erased-persons.ts';
import { outboxMailer } from '#lib/mail/outbox-mailer.ts';
import type { Services } from '#lib/pipeline/services.ts';
import { memoryStore } from '../fixtures/memory-store.ts';

/** Services of a run that learns of an erasure when it asks for the list a third time. */
export function erasedMeanwhile(outbox: string, loadedAt: Date) {
  let times = 0;
  const services: Services = {
    loadedAt,
    seconds: () => 0,
    progress: () => undefined,
    mailer: outboxMailer(outbox),
    chain: async () => memoryStore(),
    erased: async () => {
      times += 1;
      return times <= 2 ? NOBODY_ERASED : { ...NOBODY_ERASED, version: 'later' };
    },
  };
  return { services, timesAsked: () => times };
}
