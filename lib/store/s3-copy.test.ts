import { afterAll, expect, it } from 'vitest';
import { s3Server } from '../../test/fixtures/s3-server.ts';
import { s3Client } from './s3-client.ts';
import { s3Copier } from './s3-copy.ts';
import { s3Store } from './s3-store.ts';

const server = await s3Server();
const client = s3Client(server.clientConfig);
const copy = s3Copier(client, 'lake');
afterAll(() => server.close());

const FROM = 'scoped/a-1/scores/20261117_070000_00001_abcde_x=1';
const TO = 'scores/2026-11-16-until-2027-02-14/abc/a-1/0';

it('copies an object inside its bucket, over what was there, and no byte of it comes here', async () => {
  server.objects.set(`lake/${FROM}`, Buffer.from('scores'));
  server.objects.set(`lake/${TO}`, Buffer.from('older'));
  await copy(FROM, TO);
  await copy(FROM, TO);
  expect(server.objects.get(`lake/${TO}`)?.toString()).toBe('scores');
  expect(server.objects.get(`lake/${FROM}`)?.toString()).toBe('scores');
  expect(server.requests.map(({ method, body }) => `${method} ${body.length}`)).toEqual([
    'PUT 0',
    'PUT 0',
  ]);
  expect(await s3Store({ client, bucket: 'lake' }).list('scores/')).toEqual([TO]);
});

it('says what S3 refused, and refuses what is no key', async () => {
  await expect(copy('scoped/missing', TO)).rejects.toThrow(`CopyObject to "${TO}" failed in S3`);
  await expect(copy(FROM, '../elsewhere')).rejects.toThrow('store key');
});
