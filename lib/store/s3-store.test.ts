import { createHash } from 'node:crypto';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { type S3Fault, type S3Request, s3Server } from '../../test/fixtures/s3-server.ts';
import { s3Client } from './s3-client.ts';
import { S3StoreError } from './s3-error.ts';
import { s3Store } from './s3-store.ts';
import type { Store } from './store.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (body: Uint8Array | undefined) => new TextDecoder().decode(body);
const BUCKET = 'example-ledger';

const server = await s3Server();
const client = s3Client({ ...server.clientConfig, maxAttempts: 1 });
const pauses = [1, 10, 20, 40];
const store = s3Store({ client, bucket: BUCKET, pauses });
afterAll(() => server.close());
afterEach(() => {
  server.fault = () => undefined;
  server.objects.clear();
});

/** The next writes meet these faults, one each; reads meet none. */
function faultsOfWrites(...faults: S3Fault[]): void {
  server.fault = ({ method }) => (method === 'PUT' ? faults.shift() : undefined);
}

const writes = (from: number): readonly S3Request[] =>
  server.requests.slice(from).filter(({ method }) => method === 'PUT');

describe('what is sent', () => {
  it('is the body as it is, signed and without a checksum of its own', async () => {
    const from = server.requests.length;
    const owned = s3Store({ client, bucket: BUCKET, prefix: 'ledger/', owner: '111122223333' });
    const created = await owned.createIfAbsent('runs/r', bytes('first'));
    const etag = typeof created === 'string' ? '' : created.etag;
    await owned.replaceIfMatch('runs/r', bytes('second'), etag);
    const [create, replace] = writes(from);
    expect(create?.key).toBe('ledger/runs/r');
    expect(text(create?.body)).toBe('first');
    expect(create?.headers).toMatchObject({
      'if-none-match': '*',
      'content-length': '5',
      'x-amz-expected-bucket-owner': '111122223333',
      'x-amz-content-sha256': createHash('sha256').update('first').digest('hex'),
    });
    expect(create?.headers).not.toHaveProperty('if-match');
    expect(replace?.headers['if-match']).toBe(
      `"${createHash('md5').update('first').digest('hex')}"`,
    );
    expect(replace?.headers).not.toHaveProperty('if-none-match');
    for (const { headers } of [create, replace].filter((sent) => sent !== undefined)) {
      const sums = Object.keys(headers).filter((name) => /checksum|trailer|md5/.test(name));
      expect([sums, headers['content-encoding'], headers['transfer-encoding']]).toEqual([
        [],
        undefined,
        undefined,
      ]);
    }
  });

  it.each(['', '*', 'any', '"a", "b"'])('is no write under the tag %j', async (etag) => {
    const from = server.requests.length;
    expect(await store.replaceIfMatch('runs/r', bytes('x'), etag)).toBe('conflict');
    expect(writes(from)).toEqual([]);
  });
});

const UNCLEAR = ['reset', 'lost-reply', 'late', 'conflict', 'error', 'error-done'] as const;

describe.each(UNCLEAR)('a write that meets "%s"', (fault) => {
  it('creates', async () => {
    faultsOfWrites(fault);
    const written = await store.createIfAbsent('a', bytes('own'));
    expect(written).toEqual({ etag: (await store.get('a'))?.etag });
    expect(text((await store.get('a'))?.body)).toBe('own');
  });

  it('replaces', async () => {
    await store.createIfAbsent('a', bytes('before'));
    const before = await store.get('a');
    faultsOfWrites(fault);
    const written = await store.replaceIfMatch('a', bytes('own'), before?.etag ?? '');
    expect(written).toEqual({ etag: (await store.get('a'))?.etag });
    expect(text((await store.get('a'))?.body)).toBe('own');
  });

  it('gives way to another write', async () => {
    await store.createIfAbsent('a', bytes('other'));
    faultsOfWrites(fault);
    expect(await store.createIfAbsent('a', bytes('own'))).toBe('exists');
    const stale = `"${createHash('md5').update('before').digest('hex')}"`;
    faultsOfWrites(fault);
    expect(await store.replaceIfMatch('a', bytes('own'), stale)).toBe('conflict');
    expect(text((await store.get('a'))?.body)).toBe('other');
  });
});

describe('the client repeats by itself', () => {
  const repeating = s3Store({ client: s3Client(server.clientConfig), bucket: BUCKET });

  it('and does not take its own first attempt for somebody else', async () => {
    faultsOfWrites('lost-reply');
    const written = await repeating.createIfAbsent('a', bytes('own'));
    expect(written).toEqual({ etag: (await store.get('a'))?.etag });
  });

  it('and takes somebody else for what he is', async () => {
    await store.createIfAbsent('a', bytes('other'));
    faultsOfWrites('reset');
    expect(await repeating.createIfAbsent('a', bytes('own'))).toBe('exists');
  });
});

it('gives up a request that is never answered, and finds that it was done', async () => {
  const impatient = s3Client({
    ...server.clientConfig,
    maxAttempts: 1,
    requestHandler: { requestTimeout: 200, throwOnRequestTimeout: true },
  });
  faultsOfWrites('hang');
  const written = await s3Store({ client: impatient, bucket: BUCKET }).createIfAbsent(
    'a',
    bytes('x'),
  );
  expect(written).toEqual({ etag: (await store.get('a'))?.etag });
});

it('reads again when a body breaks off', async () => {
  await store.createIfAbsent('a', bytes('a body of some length'));
  const faults: S3Fault[] = ['cut', 'reset'];
  server.fault = () => faults.shift();
  expect(text((await store.get('a'))?.body)).toBe('a body of some length');
});

it('names what S3 refuses, and repeats nothing', async () => {
  server.fault = () => 'denied';
  const from = server.requests.length;
  const requests: (() => Promise<unknown>)[] = [
    () => store.get('runs/r'),
    () => store.createIfAbsent('runs/r', bytes('x')),
    () => store.list('runs/'),
    () => store.remove('runs/r'),
  ];
  for (const request of requests) await expect(request).rejects.toThrow(S3StoreError);
  expect(server.requests.length - from).toBe(requests.length);
  const refused = await store.get('runs/r').catch((error: unknown) => error);
  expect(String(refused)).toContain('GetObject of "runs/r" failed in S3: AccessDenied');
  expect(inspect(refused, { depth: 9 })).not.toMatch(/Signature/);
});

it('says when a write stays unclear', async () => {
  server.fault = ({ method }) => (method === 'PUT' ? 'error' : undefined);
  await expect(store.createIfAbsent('a', bytes('x'))).rejects.toThrow('UNCLEAR');
});

it('loses no write and does none twice, whatever the network does', {
  timeout: 60_000,
}, async () => {
  const fault = fc.option(fc.constantFrom(...UNCLEAR), { freq: 3, nil: undefined });
  await fc.assert(
    fc.asyncProperty(fc.array(fault, { minLength: 20, maxLength: 20 }), async (faults) => {
      server.objects.clear();
      await store.createIfAbsent('log', bytes(''));
      server.fault = ({ method }) => (method === 'PUT' ? faults.shift() : undefined);
      const written = await Promise.all(['p', 'q', 'r'].map((writer) => append(store, writer, 3)));
      const log = text((await store.get('log'))?.body)
        .split(' ')
        .slice(1);
      expect(new Set(log).size).toBe(log.length);
      expect(log).toEqual(expect.arrayContaining(written.flat()));
    }),
    { numRuns: 8 },
  );
});

/** Adds words to a log, each under a name that is never used again; gives the words that the store called written. */
async function append(to: Store, writer: string, count: number): Promise<string[]> {
  const written: string[] = [];
  for (let attempt = 0; written.length < count; attempt += 1) {
    const head = await to.get('log');
    const word = `${writer}${attempt}`;
    const next = bytes(`${text(head?.body)} ${word}`);
    if ((await to.replaceIfMatch('log', next, head?.etag ?? '')) !== 'conflict') written.push(word);
  }
  return written;
}
