import { freePort } from '../fixtures/free-port.ts';
import type { TrinoInstall } from '../trino/install-trino.ts';
import { startTrino } from '../trino/trino-server.ts';
import { startEmulator } from './emulator-process.ts';
import { glueCatalog } from './glue-catalog.ts';
import { type Inbox, openInbox } from './inbox.ts';

/** What the account consists of on this machine. */
export interface Servers {
  /** Where all AWS services answer. */
  readonly endpoint: string;
  readonly inbox: Inbox;
  /** The end of the emulator's log, for a failure. */
  log(): string;
  stop(): Promise<void>;
}

/** Starts mail server, Trino and emulator; what has started is stopped again when a later one does not start. */
export async function startServers(python: string, install: TrinoInstall): Promise<Servers> {
  const ends: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    const port = await freePort();
    const endpoint = `http://127.0.0.1:${port}`;
    const inbox = await openInbox();
    ends.push(() => inbox.close());
    const trino = await startTrino({ install, catalog: glueCatalog(endpoint) });
    ends.push(() => trino.stop());
    const { url: trinoUrl } = trino.session;
    const emulator = await startEmulator({ python, port, trinoUrl, smtp: inbox.address });
    ends.push(() => emulator.stop());
    return { endpoint, inbox, log: () => emulator.log(), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
