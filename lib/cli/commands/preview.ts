import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { Command, Option } from 'commander';
import { RunRequestError } from '#lib/pipeline/run-request.ts';
import type { Terminal } from '../terminal.ts';
import { outOption } from './run-options.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.json': 'application/json',
  '.csv': 'text/csv; charset=utf-8',
  '.png': 'image/png',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.eml': 'message/rfc822',
};

/** `tenure preview`: the mails of a run side by side, light and dark, narrow and wide, on loopback. */
export const previewCommand = ({ out }: Terminal): Command =>
  new Command('preview')
    .description('serve the rendered mails of an earlier run on 127.0.0.1')
    .addOption(outOption)
    .addOption(new Option('--port <number>', '0 takes a free one').default('4700'))
    .action(async (flags: { readonly out: string; readonly port: string }) => {
      const server = previewServer(flags.out);
      server.listen(portOf(flags.port), '127.0.0.1');
      await once(server, 'listening');
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : flags.port;
      out(`http://127.0.0.1:${port}/gallery.html\nInterrupt to stop.\n`);
      await once(server, 'close');
    });

/** Serves the files of one folder and nothing above it; every answer forbids scripts. */
export const previewServer = (folder: string) =>
  createServer(async (request, response) => {
    const asked = decodePath(new URL(request.url ?? '/', 'http://localhost').pathname);
    const path = normalize(join(folder, asked));
    const type = TYPES[extname(path)];
    const inside = path.startsWith(normalize(folder) + sep);
    const body = inside && type ? await readFile(path).catch(() => null) : null;
    if (body === null || type === undefined) response.writeHead(404).end('not found\n');
    else
      response
        .writeHead(200, {
          'content-type': type,
          'content-security-policy':
            "default-src 'self'; style-src 'unsafe-inline'; script-src 'none'",
          'x-content-type-options': 'nosniff',
        })
        .end(body);
  });

function decodePath(pathname: string): string {
  try {
    return pathname === '/' ? '/index.html' : decodeURIComponent(pathname);
  } catch {
    return '/';
  }
}

function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new RunRequestError(`--port ${text}: must be a whole number from 0 to 65535`);
}
