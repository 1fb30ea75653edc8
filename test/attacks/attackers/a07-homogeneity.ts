import { keyOfFigure } from '../leaving/figure-key.ts';
import type { PrintedFigure, PrintedRelease } from '../leaving/printed-figure.ts';
import { type Score, scoreOf } from './score.ts';

/** Shares and ratios of what people did, and the values at which everyone or nobody did it. */
const TELLING: Readonly<Record<string, readonly number[]>> = {
  'returning-share': [0, 1],
  'repeat-rate': [0, 1],
  'cohort-retention': [0, 1],
  'refund-rate': [0, 1],
  'tier-migration': [0, 1],
  rfm: [0, 1],
  'purchase-frequency': [1],
};

/** By definition, and so of no customer: everyone acquired in a month ordered in it. */
const isStructural = ({ scope }: PrintedFigure): boolean => scope['age'] === '0';

/** A7: whoever knows that somebody is in the group knows what they did. */
export function homogeneityAttack({ figures }: PrintedRelease): Score {
  const shares = figures.filter((figure) => figure.metric in TELLING && !isStructural(figure));
  const hits = shares.filter(
    ({ metric, value }) => value !== null && TELLING[metric]?.includes(value),
  );
  return scoreOf(
    shares.length,
    hits.map((figure) => `${keyOfFigure(figure)} is ${figure.value}`),
  );
}
