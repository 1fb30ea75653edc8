import { afterAll, expect, it } from 'vitest';
import { type S3Fault, s3Server } from '../../test/fixtures/s3-server.ts';
import { s3Client } from './s3-client.ts';
import { S3StoreError } from './s3-error.ts';
import { objectBytes, placeOf } from './s3-object.ts';

const server = await s3Server();
const client = s3Client({ ...server.clientConfig, maxAttempts: 1 });
const content = Buffer.from(Array.from({ length: 1_000_000 }, (_, i) => i % 251));
server.objects.set('example-raw/data/orders.csv', content);
afterAll(() => server.close());

const place = placeOf('s3://example-raw/data/orders.csv');

async function read(faults: S3Fault[]): Promise<Buffer> {
  server.fault = () => faults.shift();
  const chunks: Uint8Array[] = [];
  for await (const chunk of objectBytes(client, place)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

it('reads an object, and one whose body breaks off as if it had not', async () => {
  expect(placeOf('s3://example-raw/data/orders.csv')).toEqual({
    bucket: 'example-raw',
    key: 'data/orders.csv',
  });
  expect((await read([])).equals(content)).toBe(true);
  expect((await read(['cut'])).equals(content)).toBe(true);
  expect((await read(['cut', 'reset'])).equals(content)).toBe(true);
});

it('does not join two objects', async () => {
  server.fault = () => undefined;
  const stream = objectBytes(client, place);
  server.fault = () => {
    server.fault = () => undefined;
    return 'cut';
  };
  const joined = (async () => {
    for await (const chunk of stream)
      if (chunk.length > 0) server.objects.set('example-raw/data/orders.csv', Buffer.from('other'));
  })();
  await expect(joined).rejects.toThrow('PreconditionFailed');
  server.objects.set('example-raw/data/orders.csv', content);
});

it('names what S3 refuses, and what it never gives', async () => {
  await expect(read(['denied'])).rejects.toThrow(S3StoreError);
  await expect(read(['cut', 'cut', 'cut'])).rejects.toThrow('UNCLEAR');
  expect(() => placeOf('s3://bucket')).toThrow(TypeError);
});
