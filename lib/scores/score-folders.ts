import type { IsoDate } from '#lib/units/calendar.ts';

/** The scores of one cut in an account: all objects below one folder of the lake. */
export interface ScoreFolder {
  /** The cut that the customers were scored on. */
  readonly scoredOn: IsoDate;
  /** Last day on which the scores may be kept. */
  readonly expiresOn: IsoDate;
  /** Beginning of the version of the erasure list under which they were made. */
  readonly list: string;
  /** Name of the execution with its attempt. */
  readonly run: string;
}

/** Where the scores of an account lie, below the lake's folder. */
export const SCORES_PREFIX = 'scores/';

const LIST_LETTERS = 12;
const FOLDER = /^scores\/(\d{4}-\d\d-\d\d)-until-(\d{4}-\d\d-\d\d)\/([a-z2-7]{12})\/([\w.=-]+)\//;

/** What the name of a folder says of a version of the erasure list. */
export const listName = (version: string): string => version.slice(0, LIST_LETTERS);

/** Prefix of a folder's objects. */
export const scorePrefix = ({ scoredOn, expiresOn, list, run }: ScoreFolder): string =>
  `${SCORES_PREFIX}${scoredOn}-until-${expiresOn}/${list}/${run}/`;

/** The folders that these keys lie in, oldest cut first. */
export function scoreFoldersOf(keys: readonly string[]): readonly ScoreFolder[] {
  const folders = new Map<string, ScoreFolder>();
  for (const key of [...keys].sort()) {
    const [prefix, scoredOn, expiresOn, list, run] = FOLDER.exec(key) ?? [];
    if (prefix && scoredOn && expiresOn && list && run)
      folders.set(prefix, { scoredOn, expiresOn, list, run });
  }
  return [...folders.values()];
}
