import type { ReleasedFigure } from '#lib/privacy/figure.ts';
import { released } from './fixture-figure.ts';

const PERIOD = '2026-Q3';
const EVERYONE = 40_000;
const GROUPS: readonly (readonly [string, number | null])[] = [
  ['champions', 4_000],
  ['loyal', 9_000],
  ['at-risk', 7_000],
  ['lost', null],
];
const MOVES: readonly (readonly [string, string, number | null])[] = [
  ['high', 'high', 3_100],
  ['high', 'low', 420],
  ['low', 'high', 510],
  ['low', 'low', null],
];

const WITHHELD = { reason: 'withheld', customers: null } as const;

/** Groups by recency, frequency and money, tiers, and moves between tiers at the last quarter close. */
export const loyaltyFigures = (): ReleasedFigure[] => [
  ...GROUPS.flatMap(([group, count]) => {
    const at = { metric: 'rfm', period: PERIOD, scope: { rfm: group } };
    const more = count === null ? WITHHELD : {};
    const share = count === null ? null : count / EVERYONE;
    return [
      released({ ...at, options: `group=${group}`, unit: 'count' }, count, more),
      released({ ...at, options: `group=${group}; line=share`, unit: 'share' }, share, more),
    ];
  }),
  ...MOVES.map(([from, to, count]) =>
    released(
      { metric: 'tier-migration', period: PERIOD, scope: { from, to }, unit: 'count' },
      count,
      count === null ? WITHHELD : {},
    ),
  ),
];
