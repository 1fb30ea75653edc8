import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { nullIfMissing } from '#lib/store/revision-files.ts';
import type { IsoDate } from '#lib/units/calendar.ts';

/** The scores of one cut on this machine. */
export interface ScoreFile {
  readonly path: string;
  /** The cut that the customers were scored on. */
  readonly scoredOn: IsoDate;
  /** Last day on which the file may be kept. */
  readonly expiresOn: IsoDate;
}

const FOLDER = 'scores';
const NAME = /^(\d{4}-\d\d-\d\d)-until-(\d{4}-\d\d-\d\d)\.parquet$/;

/** The files of scores below the folder of a store, oldest cut first. */
export async function scoreFiles(root: string): Promise<ScoreFile[]> {
  const folder = join(root, FOLDER);
  const names = (await readdir(folder).catch(nullIfMissing)) ?? [];
  return names.sort().flatMap((name) => {
    const [, scoredOn, expiresOn] = NAME.exec(name) ?? [];
    return scoredOn && expiresOn ? [{ path: join(folder, name), scoredOn, expiresOn }] : [];
  });
}

type ScoreDays = Pick<ScoreFile, 'scoredOn' | 'expiresOn'>;

/** Puts a written file in the place of what its cut had. */
export async function keepScoreFile(root: string, written: string, days: ScoreDays): Promise<void> {
  const path = join(root, FOLDER, `${days.scoredOn}-until-${days.expiresOn}.parquet`);
  await mkdir(dirname(path), { recursive: true });
  await rename(written, path);
  await removeScoreFiles(root, (file) => file.scoredOn === days.scoredOn && file.path !== path);
}

/** Removes the files of scores that `isOver` says so of. */
export async function removeScoreFiles(
  root: string,
  isOver: (file: ScoreFile) => boolean,
): Promise<void> {
  for (const file of await scoreFiles(root)) if (isOver(file)) await rm(file.path, { force: true });
}
