import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { freePort } from '../fixtures/free-port.ts';
import { runOnTrino, type TrinoSession } from './trino-client.ts';
import {
  CATALOG,
  configOf,
  fileCatalog,
  javaArguments,
  type TrinoNode,
  type TrinoOptions,
} from './trino-config.ts';

const SCHEMA = 'tenure';

/** A running Trino on loopback. */
export interface TrinoServer {
  readonly session: TrinoSession;
  /** Folder that `local:///` stands for in the default catalog. */
  readonly data: string;
  readonly startSeconds: number;
  stop(): Promise<void>;
}

const READY_WITHIN_SECONDS = 300;

/**
 * Starts Trino and waits until every node has joined and, in the default catalog, a table can be scanned; another
 * catalog is not touched. Throws with the end of the log when it does not start.
 */
export async function startTrino(options: TrinoOptions): Promise<TrinoServer> {
  const begin = performance.now();
  const folder = mkdtempSync(join(tmpdir(), 'trino-'));
  const data = join(folder, 'data');
  mkdirSync(data);
  const workers = options.workers ?? 0;
  const port = await freePort();
  const nodes = [startNode(options, folder, { name: 'coordinator', port, coordinator: port })];
  for (let i = 1; i <= workers; i += 1) {
    const node = { name: `worker-${i}`, port: await freePort(), coordinator: port };
    nodes.push(startNode(options, folder, node));
  }
  const session = { url: `http://127.0.0.1:${port}`, catalog: CATALOG, schema: SCHEMA };
  const stop = async () => {
    await Promise.all(nodes.map(stopped));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await ready(session, { nodes, count: workers + 1, scans: options.catalog === undefined });
  } catch (cause) {
    const log = readFileSync(join(folder, 'coordinator/server.log'), 'utf8').slice(-2000);
    await stop();
    throw new Error(`Trino did not start: ${log}`, { cause });
  }
  return { session, data, startSeconds: (performance.now() - begin) / 1000, stop };
}

function startNode(options: TrinoOptions, folder: string, node: TrinoNode): ChildProcess {
  const { install, catalog = fileCatalog(join(folder, 'data')) } = options;
  const home = join(folder, node.name);
  mkdirSync(join(home, 'catalog'), { recursive: true });
  writeFileSync(join(home, 'catalog', `${CATALOG}.properties`), catalog);
  writeFileSync(join(home, 'config.properties'), configOf(options, node));
  const log = openSync(join(home, 'server.log'), 'a');
  const started = spawn(join(install.javaHome, 'bin/java'), javaArguments(options, home, node), {
    cwd: home,
    stdio: ['ignore', log, log],
  });
  process.once('exit', () => started.kill('SIGKILL'));
  return started;
}

interface Starting {
  readonly nodes: readonly ChildProcess[];
  readonly count: number;
  readonly scans: boolean;
}

/** Trino says that it is ready before its catalog can be scanned and its workers have joined. */
async function ready(session: TrinoSession, { nodes, count, scans }: Starting): Promise<void> {
  const probe = async () => {
    const active = await runOnTrino(session, ACTIVE_NODES);
    if (Number(active.rows[0]?.[0]) < count) throw new Error('not every node has joined');
    for (const sql of scans ? SCAN : []) await runOnTrino(session, sql);
  };
  for (const end = performance.now() + READY_WITHIN_SECONDS * 1000; ; await setTimeout(300)) {
    if (nodes.some(hasEnded)) throw new Error('a node ended');
    const failed = await probe().then(
      () => null,
      (cause: unknown) => cause,
    );
    if (failed === null) return;
    if (performance.now() > end) throw failed;
  }
}

const ACTIVE_NODES = `select count(*) from system.runtime.nodes where state = 'active'`;

const SCAN = [
  `create schema if not exists ${SCHEMA}`,
  'create table if not exists probe as select 1 as one',
  'select one from probe',
  'drop table probe',
];

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean =>
  exitCode !== null || signalCode !== null;

/** Ends one process that was started here, and waits for its end. */
async function stopped(node: ChildProcess): Promise<void> {
  if (hasEnded(node)) return;
  const end = new Promise((done) => node.once('exit', done));
  node.kill('SIGTERM');
  const late = globalThis.setTimeout(() => node.kill('SIGKILL'), 10_000);
  await end;
  clearTimeout(late);
}
