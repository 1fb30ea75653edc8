import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { Worker } from 'node:worker_threads';

/** From this size on, another core hashes a file while this one goes on. */
const LARGE_BYTES = 1 << 24;

/** SHA-256 of a file, in hex. Rejects as reading it does. */
export async function fileSha256(path: string): Promise<string> {
  const { size } = await stat(path);
  if (size >= LARGE_BYTES) return hashedByWorker(path);
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

const hashedByWorker = (path: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./sha256-worker.mjs', import.meta.url), {
      workerData: path,
      execArgv: [],
    });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the hash was not finished')));
  });
