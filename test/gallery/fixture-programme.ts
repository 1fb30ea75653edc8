import type { ReleasedFigure } from '#lib/privacy/figure.ts';
import { released } from './fixture-figure.ts';

const MONTH = '2026-10';
const CLOSE = '2026-Q3';
const ISSUED = '2025-09';

const TIERS = [
  { tier: 'bronze', members: 12_300, retention: 0.215, ordering: 2_640, sales: 148_500 },
  { tier: 'gold', members: 2_700, retention: 0.591, ordering: 1_270, sales: 132_600 },
  { tier: 'silver', members: 3_500, retention: 0.33, ordering: 780, sales: 64_400 },
] as const;

const tierFigures = (): ReleasedFigure[] =>
  TIERS.flatMap(({ tier, members, retention, ordering, sales }) => {
    const scope = { 'loyalty-tier': tier };
    const at = (period: string, line: string) => ({
      metric: 'tier-scorecard',
      options: `line=${line}`,
      period,
      scope,
    });
    return [
      released({ ...at(MONTH, 'ordering-customers'), unit: 'count' }, ordering),
      released({ ...at(MONTH, 'net-sales'), unit: 'money' }, sales),
      released({ ...at(MONTH, 'contribution'), unit: 'money' }, 0.45 * sales),
      released({ ...at(CLOSE, 'members'), unit: 'count' }, members),
      released({ ...at(CLOSE, 'retention'), unit: 'share' }, retention),
    ];
  });

/** The loyalty programme: who takes part, what became of points, and what they may cost. */
export const programmeFigures = (): ReleasedFigure[] => {
  const part = { metric: 'loyalty-participation', unit: 'share' } as const;
  const sales = {
    metric: 'loyalty-participation',
    options: 'basis=association; part=net-sales-per-customer',
    period: MONTH,
    unit: 'money',
  } as const;
  const rate = {
    options: 'age=13 mo',
    period: ISSUED,
    scope: { cohort: ISSUED },
    unit: 'share',
  } as const;
  const owed = { metric: 'points-liability', period: MONTH } as const;
  return [
    released({ ...part, period: MONTH }, 0.412),
    released({ ...part, period: '2026-09' }, 0.405),
    released({ ...sales, scope: { loyalty: 'member' } }, 73.7),
    released({ ...sales, scope: { loyalty: 'non-member' } }, 61.2),
    released({ ...rate, metric: 'redemption-rate' }, 0.69),
    released({ ...rate, metric: 'breakage-rate' }, 0.15),
    released({ ...owed, unit: 'money' }, 51_000),
    released({ ...owed, options: 'part=gross', unit: 'money' }, 60_000),
    released({ ...owed, options: 'part=outstanding', unit: 'count' }, 6_000_000),
    ...tierFigures(),
  ];
};
