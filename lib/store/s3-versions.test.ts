import { afterAll, expect, it } from 'vitest';
import { versionedS3Server } from '../../test/fixtures/versioned-s3-server.ts';
import { s3Client } from './s3-client.ts';
import { type ObjectVersion, objectVersions, removeVersions } from './s3-versions.ts';

const server = await versionedS3Server();
const client = s3Client(server.clientConfig);
afterAll(() => server.close());
const BUCKET = 'example-lake';

async function versions(prefix = ''): Promise<ObjectVersion[]> {
  const found: ObjectVersion[] = [];
  for await (const one of objectVersions(client, { bucket: BUCKET, prefix })) found.push(one);
  return found;
}

async function* only(prefix: string, wanted: (version: ObjectVersion) => boolean) {
  for (const one of await versions(prefix)) if (wanted(one)) yield one;
}

it('lists every write of every key, deleted ones and marks of deletion too, over many pages', async () => {
  for (const key of ['landed/a', 'landed/b', 'work/c']) {
    server.write(key, 'first');
    server.write(key, 'second');
  }
  server.write('work/c', null);
  const found = await versions();
  expect(found.map(({ key, version, isLatest }) => [key, version, isLatest])).toEqual([
    ['landed/a', 'v1', false],
    ['landed/a', 'v2', true],
    ['landed/b', 'v3', false],
    ['landed/b', 'v4', true],
    ['work/c', 'v5', false],
    ['work/c', 'v6', false],
    ['work/c', 'v7', true],
  ]);
  expect(found.map(({ isMarker, bytes }) => [isMarker, bytes]).at(-1)).toEqual([true, 0]);
  expect(await versions('landed/b')).toHaveLength(2);
});

it('deletes versions for good, and leaves the others', async () => {
  const place = { bucket: BUCKET };
  const removed = await removeVersions(
    client,
    place,
    only('', ({ isLatest }) => !isLatest),
  );
  expect(removed).toBe(4);
  expect((await versions()).map(({ version }) => version)).toEqual(['v2', 'v4', 'v7']);
  expect(
    await removeVersions(
      client,
      place,
      only('work/', () => true),
    ),
  ).toBe(1);
  expect(
    await removeVersions(
      client,
      place,
      only('nothing/', () => true),
    ),
  ).toBe(0);
  expect((await versions()).map(({ key }) => key)).toEqual(['landed/a', 'landed/b']);
});

it('says so where S3 keeps a locked version', async () => {
  server.locked.add('v2');
  const removing = removeVersions(
    client,
    { bucket: BUCKET },
    only('', () => true),
  );
  await expect(removing).rejects.toMatchObject({ name: 'S3StoreError', code: 'AccessDenied' });
});
