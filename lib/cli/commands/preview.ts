import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { RunRequestError } from '#lib/pipeline/run-request.ts';
import { mailsOfRun, previewServer } from '../preview-server.ts';
import type { Terminal } from '../terminal.ts';
import { outOption } from './run-options.ts';

/** `tenure preview`: the mails of a run side by side, light and dark, narrow and wide, on loopback. */
export const previewCommand = ({ out }: Terminal): Command =>
  new Command('preview')
    .description('serve the rendered mails of an earlier run on 127.0.0.1')
    .addOption(outOption)
    .option('--scope <scope>', 'only the mails of this scope: all, or as country:IE')
    .addOption(new Option('--port <number>', '0 takes a free one').default('4700'))
    .action(async (flags: PreviewFlags) => {
      if (!existsSync(join(flags.out, 'run.json')))
        throw new RunRequestError(
          `${flags.out} holds no run; make one with \`tenure run --out ${flags.out}\``,
        );
      const scope = await scopeOf(flags);
      const server = previewServer(flags.out, scope);
      server.listen(portOf(flags.port), '127.0.0.1');
      await once(server, 'listening');
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : flags.port;
      out(`http://127.0.0.1:${port}/gallery.html\nInterrupt to stop.\n`);
      await once(server, 'close');
    });

interface PreviewFlags {
  readonly out: string;
  readonly port: string;
  readonly scope?: string;
}

/** Throws `RunRequestError` where the run made no mail of the scope. */
async function scopeOf({ out, scope }: PreviewFlags): Promise<string | null> {
  if (scope === undefined) return null;
  const scopes = [...new Set((await mailsOfRun(out)).map((mail) => mail.scope))];
  if (scopes.includes(scope)) return scope;
  throw new RunRequestError(`--scope ${scope}: the run made mails of ${scopes.join(', ')}`);
}

function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new RunRequestError(`--port ${text}: must be a whole number from 0 to 65535`);
}
