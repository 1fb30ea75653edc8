import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve, sep } from 'node:path';
import * as z from 'zod';
import { inScheme, renderGallery } from '#lib/rendering/render-gallery.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.json': 'application/json',
  '.csv': 'text/csv; charset=utf-8',
  '.png': 'image/png',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.eml': 'message/rfc822',
};

const HEADERS = {
  'content-security-policy':
    "default-src 'self'; img-src 'self' data:; style-src 'unsafe-inline'; script-src 'none'",
  'x-content-type-options': 'nosniff',
};

/** Serves the files of one run and nothing above its folder, and a gallery of its mails. Scripts are forbidden. */
export const previewServer = (folder: string) =>
  createServer(async (request, response) => {
    const answer = await answerOf(resolve(folder), new URL(request.url ?? '/', 'http://localhost'));
    if (answer === null) response.writeHead(404).end('not found\n');
    else response.writeHead(200, { ...HEADERS, 'content-type': answer.type }).end(answer.body);
  });

interface Answer {
  readonly type: string;
  readonly body: string | Uint8Array;
}

async function answerOf(folder: string, { pathname, searchParams }: URL): Promise<Answer | null> {
  const asked = decodePath(pathname);
  if (asked === '/gallery.html') return galleryOf(folder);
  const path = normalize(join(folder, asked));
  const type = TYPES[extname(path)];
  if (type === undefined || !path.startsWith(folder + sep)) return null;
  const body = await readFile(path).catch(() => null);
  if (body === null) return null;
  const scheme = searchParams.get('scheme');
  return scheme === 'light' || scheme === 'dark'
    ? { type, body: inScheme(body.toString('utf8'), scheme) }
    : { type, body };
}

const runRecord = z.object({
  reports: z.array(z.object({ id: z.string(), directory: z.string(), state: z.string() })),
});

/** Every mail of the run, light and dark, narrow and wide. */
async function galleryOf(folder: string): Promise<Answer | null> {
  const text = await readFile(join(folder, 'run.json'), 'utf8').catch(() => null);
  if (text === null) return null;
  const { reports } = runRecord.parse(JSON.parse(text));
  const mails = reports.map(({ id, directory, state }) => ({
    title: id,
    audience: state,
    href: `${directory}/email.html`,
  }));
  return { type: TYPES['.html'] ?? '', body: renderGallery(mails) };
}

function decodePath(pathname: string): string {
  try {
    return pathname === '/' ? '/index.html' : decodeURIComponent(pathname);
  } catch {
    return '/';
  }
}
