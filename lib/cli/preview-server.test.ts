import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { previewServer } from './preview-server.ts';

describe('the preview', () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'preview-')), 'out');
  let server: Server;
  let address = '';

  beforeAll(async () => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'index.html'), '<p>index</p>');
    writeFileSync(
      join(folder, 'run.json'),
      '{"reports":[{"id":"weekly","scope":"all","directory":"weekly","state":"FINAL"}]}',
    );
    writeFileSync(join(folder, '..', 'secret.html'), 'secret');
    server = previewServer(folder, null);
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const bound = server.address();
    address = `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}`;
  });
  afterAll(() => server.close());

  it('serves the files of the run and forbids scripts', async () => {
    const answer = await fetch(`${address}/`);
    expect(await answer.text()).toBe('<p>index</p>');
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'none'");
  });

  it('shows each mail in both widths and both schemes', async () => {
    const gallery = await (await fetch(`${address}/gallery.html`)).text();
    expect(gallery.match(/weekly\/email\.html\?scheme=(light|dark)/g)).toHaveLength(4);
  });

  it.each([
    '/../secret.html',
    '/%2e%2e/secret.html',
    '/..%2fsecret.html',
    '/%',
    '/none.html',
    '/run.exe',
  ])('does not serve %s', async (path) => {
    const answer = await fetch(`${address}${path}`);
    expect(answer.status).toBe(404);
    expect(await answer.text()).not.toContain('secret');
  });
});
