import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, vi } from 'vitest';
import { bodyOf, closed, listening } from '../fixtures/loopback-server.ts';
import { s3Server } from '../fixtures/s3-server.ts';
import { sesServer } from '../fixtures/ses-server.ts';

const MACHINE = 'arn:aws:states:eu-west-1:111122223333:stateMachine:tenure-main';
const LEDGER = 's3://example-ledger';

/** An account on loopback: a ledger bucket, SES, and Step Functions that notes what is asked; closed after the file. */
export async function mailAccount() {
  const [s3, ses, folder] = await Promise.all([
    s3Server(),
    sesServer(),
    mkdtemp(join(tmpdir(), 'mail-account-')),
  ]);
  const requests: unknown[] = [];
  const states = createServer(async (request, response) => {
    const action = String(request.headers['x-amz-target']).split('.')[1];
    requests.push({ action, ...JSON.parse((await bodyOf(request)).toString()) });
    response.end('{"executionArn":"arn:x","startDate":1}');
  });
  beforeAll(async () => {
    const { endpoint } = await listening(states);
    vi.stubEnv('AWS_ENDPOINT_URL_S3', String(s3.clientConfig.endpoint));
    vi.stubEnv('AWS_ENDPOINT_URL_SES', ses.client.endpoint);
    vi.stubEnv('AWS_ENDPOINT_URL_SFN', endpoint);
    vi.stubEnv('AWS_REGION', 'eu-west-1');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'example');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'example');
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await Promise.all([s3.close(), ses.close(), closed(states)]);
    await rm(folder, { recursive: true });
  });
  const ledger = ['--store', LEDGER];
  return {
    s3,
    ses,
    folder,
    requests,
    store: LEDGER,
    /** Flags of a verb that reads the ledger, and of one that starts or stops a run. */
    ledger,
    machine: [...ledger, '--machine', MACHINE],
    stateMachine: MACHINE,
  };
}
