import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { S3Client } from '@aws-sdk/client-s3';

/** A bucket on a loopback port that keeps versions and takes objects in parts. */
export interface BucketServer {
  readonly client: S3Client;
  /** Bodies by key, each version once; the last is the latest. */
  readonly versions: Map<string, Buffer[]>;
  /** Parts of uploads that were begun and not ended. */
  readonly parts: Map<string, Buffer[]>;
  close(): Promise<void>;
}

export async function bucketServer(): Promise<BucketServer> {
  const versions = new Map<string, Buffer[]>();
  const parts = new Map<string, Buffer[]>();
  const http = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://127.0.0.1');
    const key = decodeURIComponent(pathname.split('/').slice(2).join('/'));
    const body = await bodyOf(request);
    const call = { request, response, key, body, query: searchParams };
    if (request.method === 'PUT') put(call, versions, parts);
    else if (request.method === 'POST') post(call, versions, parts);
    else if (request.method === 'DELETE') remove(call, versions, parts);
    else get(call, versions);
  });
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
  const address = http.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const client = new S3Client({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'eu-west-1',
    forcePathStyle: true,
    credentials: { accessKeyId: 'example', secretAccessKey: 'example' },
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  const close = async () => {
    client.destroy();
    http.closeAllConnections();
    await new Promise((closed) => http.close(closed));
  };
  return { client, versions, parts, close };
}

interface Call {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly key: string;
  readonly body: Buffer;
  readonly query: URLSearchParams;
}

const etagOf = (body: Buffer): string => `"${createHash('md5').update(body).digest('hex')}"`;

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function put({ response, key, body, query }: Call, versions: Bodies, parts: Bodies): void {
  const part = query.get('partNumber');
  if (part === null) versions.set(key, [...(versions.get(key) ?? []), body]);
  else {
    const sent = [...(parts.get(key) ?? [])];
    sent[Number(part) - 1] = body;
    parts.set(key, sent);
  }
  response.writeHead(200, { etag: etagOf(body) }).end();
}

type Bodies = Map<string, Buffer[]>;

function post({ response, key, query }: Call, versions: Bodies, parts: Bodies): void {
  if (query.has('uploads')) parts.set(key, []);
  else {
    versions.set(key, [...(versions.get(key) ?? []), Buffer.concat(parts.get(key) ?? [])]);
    parts.delete(key);
  }
  const tag = query.has('uploads')
    ? 'InitiateMultipartUploadResult'
    : 'CompleteMultipartUploadResult';
  response.writeHead(200, { 'content-type': 'application/xml' });
  response.end(`<${tag}><UploadId>u</UploadId><ETag>"e"</ETag></${tag}>`);
}

function remove({ response, key, query }: Call, versions: Bodies, parts: Bodies): void {
  (query.has('uploadId') ? parts : versions).delete(key);
  response.writeHead(204).end();
}

function get({ request, response, key, query }: Call, versions: Bodies): void {
  const kept = versions.get(key) ?? [];
  const version = Number(query.get('versionId') ?? kept.length - 1);
  const body = kept[version];
  const isHead = request.method === 'HEAD';
  const refused = body === undefined ? 404 : refusalOf(request, body);
  if (body === undefined || refused !== null) {
    response.writeHead(refused ?? 404, { 'content-type': 'application/xml' });
    response.end(isHead ? '' : '<Error><Code>NoSuchKey</Code></Error>');
    return;
  }
  const sent = rangeOf(request, body);
  response.writeHead(sent === body ? 200 : 206, {
    etag: etagOf(body),
    'content-length': sent.length,
    'x-amz-version-id': version,
    'last-modified': 'Sun, 22 Nov 2026 12:00:00 GMT',
  });
  response.end(isHead ? undefined : sent);
}

function refusalOf({ headers }: IncomingMessage, body: Buffer): number | null {
  const wanted = headers['if-match'];
  return wanted === undefined || wanted === etagOf(body) ? null : 412;
}

function rangeOf({ headers }: IncomingMessage, body: Buffer): Buffer {
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? '') ?? [];
  return from === undefined ? body : body.subarray(Number(from), to ? Number(to) + 1 : body.length);
}
