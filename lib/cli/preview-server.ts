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

/**
 * Serves the files of one run and nothing above its folder, and a gallery of its mails, or of those of one scope.
 * Scripts are forbidden.
 */
export const previewServer = (folder: string, scope: string | null) =>
  createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const answer =
      url.pathname === '/gallery.html'
        ? await galleryOf(resolve(folder), scope)
        : await fileOf(resolve(folder), url);
    if (answer === null) response.writeHead(404).end('not found\n');
    else response.writeHead(200, { ...HEADERS, 'content-type': answer.type }).end(answer.body);
  });

interface Answer {
  readonly type: string;
  readonly body: string | Uint8Array;
}

async function fileOf(folder: string, { pathname, searchParams }: URL): Promise<Answer | null> {
  const path = normalize(join(folder, decodePath(pathname)));
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
  reports: z.array(
    z.object({ id: z.string(), scope: z.string(), directory: z.string(), state: z.string() }),
  ),
});

/** The mails that a run made: each report in each of its scopes. */
export async function mailsOfRun(folder: string) {
  const text = await readFile(join(folder, 'run.json'), 'utf8');
  return runRecord.parse(JSON.parse(text)).reports;
}

/** Every mail of the run, light and dark, narrow and wide. */
async function galleryOf(folder: string, wanted: string | null): Promise<Answer | null> {
  const reports = await mailsOfRun(folder).catch(() => null);
  if (reports === null) return null;
  const mails = reports
    .filter(({ scope }) => wanted === null || scope === wanted)
    .map(({ id, scope, directory, state }) => ({
      title: id,
      audience: `${scope}, ${state}`,
      href: `${encodeURIComponent(directory)}/email.html`,
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
