import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createAdaptorServer } from '@hono/node-server';
import { Command, Option } from 'commander';
import { createApi } from '#lib/api/app.ts';
import { loopbackRefusal } from '#lib/api/loopback-guard.ts';
import type { Principal } from '#lib/api/principal.ts';
import { loadConfiguration } from '#lib/config/load-configuration.ts';
import { pseudonymsOf } from '#lib/erasure/erased-persons.ts';
import { readRunState } from '#lib/runs/run-state.ts';
import { LOCAL_TENANT, type LocalRunFlags, openLocalRuns } from '../local-runs.ts';
import type { Terminal } from '../terminal.ts';
import { portOf } from './port.ts';
import { configOption, memoryOption, outOption, storeOption } from './run-options.ts';

/** Whoever reaches the loopback of this machine is its owner. */
const OWNER: Principal = { id: 'local', roles: ['analyst', 'operator', 'privacy-officer'] };

/** `tenure api`: the API of the account on loopback; its runs are made in this process. */
export const apiCommand = (terminal: Terminal): Command =>
  new Command('api')
    .description('serve the API on 127.0.0.1 and make the reports that are asked for')
    .addOption(configOption)
    .addOption(outOption)
    .addOption(storeOption)
    .addOption(memoryOption)
    .addOption(new Option('--port <number>', '0 takes a free one').default('4710'))
    .action(async (flags: LocalRunFlags & { readonly config: string; readonly port: string }) => {
      const loaded = await loadConfiguration(flags.config);
      const { books, released, orchestrator } = await openLocalRuns(loaded, flags, terminal);
      const api = createApi({
        ...books,
        released,
        orchestrator,
        configuration: loaded.configuration,
        tenant: LOCAL_TENANT,
        principal: () => OWNER,
        pseudonymOf: await pseudonymsOf(books, randomBytes),
        mailCounts: async ({ run }) => (await readRunState(books, run)).mails,
        sweepMails: async () => {},
        failed: ({ route, error }) => terminal.err(`${route}: ${error}\n`),
      });
      let port = portOf(flags.port);
      const server = createAdaptorServer({
        fetch: (request) => loopbackRefusal(request, port) ?? api.fetch(request),
      });
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
      const address = server.address();
      if (typeof address === 'object' && address) port = address.port;
      terminal.out(`http://127.0.0.1:${port}/openapi.json\nInterrupt to stop.\n`);
      await once(server, 'close');
    });
