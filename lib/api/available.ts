import type { Orchestrator } from '#lib/runs/orchestrator.ts';
import type { Store } from '#lib/store/store.ts';
import type { ApiPorts } from './ports.ts';

/** Something that the API depends on did not answer. */
export class UnavailableError extends Error {
  override readonly name = 'UnavailableError';
}

const answered = <T>(call: Promise<T>): Promise<T> =>
  call.catch((cause: unknown) => {
    throw new UnavailableError('a port failed', { cause });
  });

const availableStore = (store: Store): Store => ({
  get: (key) => answered(store.get(key)),
  createIfAbsent: (key, body) => answered(store.createIfAbsent(key, body)),
  replaceIfMatch: (key, body, etag) => answered(store.replaceIfMatch(key, body, etag)),
  list: (prefix) => answered(store.list(prefix)),
  remove: (key) => answered(store.remove(key)),
});

const availableOrchestrator = (orchestrator: Orchestrator): Orchestrator => ({
  start: (name, input) => answered(orchestrator.start(name, input)),
  stop: (name) => answered(orchestrator.stop(name)),
  status: (name) => answered(orchestrator.status(name)),
});

/** The same ports, whose failures are told from the API's own. */
export const availablePorts = (ports: ApiPorts): ApiPorts => ({
  ...ports,
  store: availableStore(ports.store),
  released: availableStore(ports.released),
  orchestrator: availableOrchestrator(ports.orchestrator),
  mailCounts: (trigger) => answered(ports.mailCounts(trigger)),
  sweepMails: (planned) => answered(ports.sweepMails(planned)),
});
