import type { Store } from '#lib/store/store.ts';
import { addDays, type IsoDate } from '#lib/units/calendar.ts';
import { SCORES_PREFIX, type ScoreFolder, scoreFoldersOf, scorePrefix } from './score-folders.ts';

/** The lake of an account, as far as scores are kept in it. */
export interface ScoreLake {
  readonly objects: Pick<Store, 'list' | 'remove'>;
  /** Copies an object inside the lake; its bytes stay there. */
  readonly copy: (from: string, to: string) => Promise<void>;
  /** Lets the table of scores read the objects below a prefix, and no others, from now on. */
  readonly point: (prefix: string) => Promise<void>;
}

/** Scores that a run has written beside those that are kept. */
export interface WrittenScores {
  readonly folder: ScoreFolder;
  /** Prefix of their objects until they are kept. */
  readonly written: string;
}

/** What may be kept at all. */
export interface ScoreRules {
  /** The cut of the run. */
  readonly scoredOn: IsoDate;
  readonly today: IsoDate;
  /** Days after their cut; undefined where no scores are asked for. */
  readonly keepDays: number | undefined;
  /** Of the erasure list as it is now. */
  readonly list: string;
}

/** Of which run scores are there afterwards. */
export type KeptScores = 'own' | 'newer' | 'earlier' | 'none';

/**
 * Puts the scores of a run in the place of those of every cut before it: one folder stays, so that whoever is no longer
 * scored is in none. Scores past their last day, of the run's own cut where it has none, or made before somebody was
 * erased go in any case. Done again, it ends the same; two at once must not work on one lake.
 */
export async function keepScores(
  lake: ScoreLake,
  written: WrittenScores | null,
  rules: ScoreRules,
): Promise<KeptScores> {
  const keys = await lake.objects.list(SCORES_PREFIX);
  const others = scoreFoldersOf(keys).filter((folder) => mayStay(folder, rules));
  const own = written && mayStay(written.folder, rules) ? written : null;
  const later = others.findLast(({ scoredOn }) => scoredOn > rules.scoredOn);
  const earlier = others.findLast(({ scoredOn }) => scoredOn < rules.scoredOn);
  if (own && !later) await take(lake, own);
  const kept = later ?? own?.folder ?? earlier;
  const prefix = kept && scorePrefix(kept);
  const gone = keys.filter((key) => prefix === undefined || !key.startsWith(prefix));
  for (const key of gone) await lake.objects.remove(key);
  if (later) return 'newer';
  if (own) return 'own';
  return earlier ? 'earlier' : 'none';
}

const mayStay = ({ scoredOn, expiresOn, list }: ScoreFolder, rules: ScoreRules): boolean =>
  rules.keepDays !== undefined &&
  list === rules.list &&
  expiresOn >= rules.today &&
  addDays(scoredOn, rules.keepDays) >= rules.today;

/** The table reads the old folder until all of the new one is there. */
async function take(lake: ScoreLake, { folder, written }: WrittenScores): Promise<void> {
  const prefix = scorePrefix(folder);
  for (const key of await lake.objects.list(written))
    await lake.copy(key, `${prefix}${key.slice(written.length)}`);
  await lake.point(prefix);
}
