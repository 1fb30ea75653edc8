import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const REQUIREMENTS = join(import.meta.dirname, 'emulator/requirements.txt');

/** What this machine lacks for the emulator; the message says how to get it. */
export class EmulatorMissing extends Error {
  override readonly name = 'EmulatorMissing';
}

/** The Python of a virtual environment with the pinned emulator in it, made the first time and kept in the user's cache. */
export function installEmulator(cache = join(homedir(), '.cache/tenure')): string {
  const wanted = createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex').slice(0, 12);
  const home = join(cache, `emulator-${wanted}`);
  const python = join(home, 'bin/python');
  if (existsSync(join(home, 'whole'))) return python;
  mkdirSync(cache, { recursive: true });
  rmSync(home, { recursive: true, force: true });
  try {
    execFileSync('python3', ['-m', 'venv', home], { stdio: 'pipe' });
    execFileSync(python, ['-m', 'pip', 'install', '--quiet', '-r', REQUIREMENTS], {
      stdio: 'pipe',
    });
    mkdirSync(join(home, 'unfinished'));
    renameSync(join(home, 'unfinished'), join(home, 'whole'));
  } catch (cause) {
    throw new EmulatorMissing(
      'the emulator needs Python 3.11 with venv, and pip that reaches a package index',
      {
        cause,
      },
    );
  }
  return python;
}
