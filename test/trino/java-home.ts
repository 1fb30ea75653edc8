import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The oldest Java that the pinned server runs on. */
const OLDEST_JAVA = 24;

/** Home of a JDK that can run Trino: the default one, or one in the folder beside it; null where there is none. */
export function javaHome(): string | null {
  const home = defaultHome();
  if (home === null) return null;
  const beside = dirname(home);
  const homes = [home, ...readdirSync(beside).map((name) => join(beside, name))];
  return homes.find((path) => versionOf(path) >= OLDEST_JAVA) ?? null;
}

function defaultHome(): string | null {
  const { stderr } = spawnSync('java', ['-XshowSettings:properties', '-version'], {
    encoding: 'utf8',
  });
  return /java\.home = (.+)/.exec(stderr ?? '')?.[1]?.trim() ?? null;
}

/** Major version of the JDK in a folder; 0 where there is no whole one. */
function versionOf(home: string): number {
  const release = join(home, 'release');
  if (!existsSync(release) || !existsSync(join(home, 'bin/jar'))) return 0;
  return Number(/^JAVA_VERSION="(\d+)/m.exec(readFileSync(release, 'utf8'))?.[1] ?? 0);
}

/** Unpacks a zip archive with the tools of the JDK. */
export const unzip = (home: string, archive: string, folder: string): void => {
  execFileSync(join(home, 'bin/jar'), ['xf', archive], { cwd: folder });
};
