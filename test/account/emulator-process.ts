import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import timers from 'node:timers/promises';

export interface EmulatorOptions {
  readonly python: string;
  readonly port: number;
  readonly trinoUrl: string;
  /** `HOST:PORT` of the server that gets what SES sends. */
  readonly smtp: string;
}

/** A running emulator on loopback. */
export interface Emulator {
  readonly url: string;
  /** The end of its log, for a failure. */
  log(): string;
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 60_000;
const LOG_END = 6_000;

/** Starts the emulator with roles enforced, and waits until it answers. Throws with the end of its log when it does not. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const folder = mkdtempSync(join(tmpdir(), 'account-'));
  const logFile = join(folder, 'log');
  const log = openSync(logFile, 'a');
  const url = `http://127.0.0.1:${options.port}`;
  const child = spawn(options.python, [join(import.meta.dirname, 'emulator/emulator.py')], {
    stdio: ['ignore', log, log],
    // a group of its own: the functions run as its children and end with it
    detached: true,
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      BIND_HOST: '127.0.0.1',
      MINISTACK_HOST: '127.0.0.1',
      GATEWAY_PORT: String(options.port),
      IOT_MTLS_ENABLED: '0',
      TMPDIR: folder,
      SMTP_HOST: options.smtp,
      AUTH: 'true',
      NODE_BIN: process.execPath,
      TRINO_URL: options.trinoUrl,
      PYTHONDONTWRITEBYTECODE: '1',
    },
  });
  process.once('exit', () => {
    endGroup(child);
    rmSync(folder, { recursive: true, force: true });
  });
  const end = () => readFileSync(logFile, 'utf8').slice(-LOG_END);
  const stop = async () => {
    await stopped(child);
    rmSync(folder, { recursive: true, force: true });
  };
  for (const late = Date.now() + READY_WITHIN_MS; ; await timers.setTimeout(200)) {
    if (await answers(url)) return { url, log: end, stop };
    if (child.exitCode === null && Date.now() < late) continue;
    const text = end();
    await stop();
    throw new Error(`the emulator did not start: ${text}`);
  }
}

const answers = (url: string): Promise<boolean> =>
  fetch(`${url}/_ministack/health`).then(
    ({ ok }) => ok,
    () => false,
  );

/** Ends the process that was started here with its functions, and waits for its end. It holds nothing worth a farewell. */
async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const end = new Promise((done) => child.once('exit', done));
  endGroup(child);
  await end;
}

function endGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // nothing of the group is left
  }
}
