import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** Credentials of the emulator's account owner. */
export const OWNER = {
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_REGION: 'eu-west-1',
  AWS_DEFAULT_REGION: 'eu-west-1',
};
const CDK = join(import.meta.dirname, '../../node_modules/aws-cdk/bin/cdk');

/** Runs the CDK's own command against an endpoint; gives its output back, throws with it when it fails. */
export function cdk(endpoint: string, ...words: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CDK, ...words], {
      env: { ...process.env, ...OWNER, AWS_ENDPOINT_URL: endpoint, CI: 'true' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said: string[] = [];
    child.stdout.on('data', (chunk) => said.push(String(chunk)));
    child.stderr.on('data', (chunk) => said.push(String(chunk)));
    child.once('exit', (code) => {
      if (code === 0) resolve(said.join(''));
      else reject(new Error(`cdk ${words[0]} ended ${code}: ${said.join('').slice(-4000)}`));
    });
  });
}
