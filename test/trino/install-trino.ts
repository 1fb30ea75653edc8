import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { javaHome, unzip } from './java-home.ts';

const VERSION = '476';
const SERVER = `io.trino:trino-server-core:${VERSION}:tar.gz`;
const HIVE = `io.trino:trino-hive:${VERSION}:zip`;

/** A Trino that can be started. */
export interface TrinoInstall {
  readonly version: string;
  readonly javaHome: string;
  /** Folder with `lib` and `plugin/hive`. */
  readonly home: string;
}

/** What this machine lacks for a Trino of its own; the message says how to get it. */
export class TrinoMissing extends Error {
  override readonly name = 'TrinoMissing';
}

/**
 * The pinned Trino with its hive connector, fetched through Maven the first time (450 MB) and kept in the user's cache.
 * Throws `TrinoMissing` without a JDK of 24 or newer, or where the archives cannot be fetched.
 */
export function installTrino(cache = join(homedir(), '.cache/tenure')): TrinoInstall {
  const java = javaHome();
  if (java === null)
    throw new TrinoMissing(
      'Trino needs a JDK 24 or newer; install one beside the default Java, then start again',
    );
  const home = join(cache, `trino-${VERSION}`);
  if (!existsSync(home)) unpackInto(home, { cache, java });
  return { version: VERSION, javaHome: java, home };
}

/** Unpacks beside `home` and renames at the end, so that an interrupted installation leaves none. */
function unpackInto(home: string, { cache, java }: { readonly cache: string; java: string }): void {
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'unpacking-'));
  try {
    const server = fetched(SERVER, folder);
    const hive = fetched(HIVE, folder);
    const whole = join(folder, 'trino');
    mkdirSync(join(whole, 'plugin'), { recursive: true });
    const libraries = `trino-server-core-${VERSION}/lib`;
    execFileSync('tar', ['-xzf', server, '-C', whole, '--strip-components=1', libraries]);
    unzip(java, hive, join(whole, 'plugin'));
    renameSync(join(whole, `plugin/trino-hive-${VERSION}`), join(whole, 'plugin/hive'));
    renameSync(whole, home);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Copies an artefact of Maven's repository into a folder; its path. */
function fetched(artefact: string, folder: string): string {
  const [, name = '', version = '', type = ''] = artefact.split(':');
  try {
    execFileSync(
      'mvn',
      ['-B', '-q', 'dependency:copy', `-Dartifact=${artefact}`, `-DoutputDirectory=${folder}`],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
  } catch (cause) {
    throw new TrinoMissing(`${artefact} could not be fetched with Maven (mvn)`, { cause });
  }
  return join(folder, `${name}-${version}.${type}`);
}
