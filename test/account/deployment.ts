import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { s3Client } from '#lib/store/s3-client.ts';
import { type AwsCalls, awsCalls, OWNER_KEYS } from './aws-calls.ts';
import { cdk } from './cdk.ts';
import { CloudFormation } from './cloud-formation.ts';

const STAGE = 'proof';
export const PREFIX = `tenure-${STAGE}`;
export const LAKE = `${PREFIX}-lake`;
export const REPORTING = `${PREFIX}-reporting`;

/** The stacks in the emulator, as the CDK's own command has made them. */
export interface Deployment {
  readonly endpoint: string;
  readonly calls: AwsCalls;
  /** An output of a stack, or the physical name of one of its resources by its type and a part of its logical id. */
  readonly stacks: CloudFormation;
}

const optionsOf = (shop: string, facts: readonly string[] = []): string[] => [
  ...[`stage=${STAGE}`, `config=${join(shop, 'tenure.yaml')}`, ...facts].flatMap((fact) => [
    '-c',
    fact,
  ]),
  '--output',
  synthesized(shop),
];

const synthesized = (shop: string): string => join(shop, '../cdk.out');

export const bootstrap = (endpoint: string, shop: string): Promise<string> =>
  cdk(endpoint, 'bootstrap', 'aws://000000000000/eu-west-1', ...optionsOf(shop));

/** Deploys both stacks, with further facts as `budget=45`. */
export async function deploy(
  endpoint: string,
  shop: string,
  facts: readonly string[] = [],
): Promise<Deployment> {
  await cdk(endpoint, 'deploy', '--all', '--require-approval', 'never', ...optionsOf(shop, facts));
  const calls = awsCalls(endpoint);
  const stacks = await CloudFormation.read(calls, [LAKE, REPORTING]);
  return { endpoint, calls, stacks };
}

/** Destroys both stacks as they were synthesized last. */
export const cdkDestroy = (endpoint: string, shop: string): Promise<string> =>
  cdk(endpoint, 'destroy', '--all', '--force', '--app', synthesized(shop));

/** A client of the emulator's S3 as the account's owner. */
export const ownerS3 = (endpoint: string) =>
  s3Client({
    endpoint,
    region: 'eu-west-1',
    forcePathStyle: true,
    credentials: OWNER_KEYS,
  });

/** Drops a folder's files into the bucket of deliveries, each at its path. */
export async function upload(endpoint: string, bucket: string, folder: string): Promise<number> {
  const client = ownerS3(endpoint);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  for (const entry of files) {
    const path = join(entry.parentPath, entry.name);
    const Key = path.slice(folder.length + 1);
    await client.send(new PutObjectCommand({ Bucket: bucket, Key, Body: readFileSync(path) }));
  }
  client.destroy();
  return files.length;
}
