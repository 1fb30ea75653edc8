import type { ReleasedFigure } from '#lib/privacy/figure.ts';
import { released } from './fixture-figure.ts';

const MONTHS = ['2026-10', '2026-09', '2025-10'] as const;
const RATES = [1.74, 1.73, 1.69] as const;
const SEVERAL = [0.412, 0.409, 0.398] as const;

const CLOSE = '2026-Q3';
const ACTIVE = 186_400;
const HOLDERS = { drinks: 96_900, food: 63_400, home: 41_000 } as const;
type Family = keyof typeof HOLDERS;

const PAIRS: readonly (readonly [Family, Family, number])[] = [
  ['drinks', 'food', 42_100],
  ['drinks', 'home', 24_600],
  ['food', 'home', 17_400],
];

export const equipmentFigures = (): ReleasedFigure[] => [
  ...MONTHS.flatMap((period, i) => [
    released({ metric: 'equipment-rate', period, unit: 'ratio' }, RATES[i] ?? null),
    released({ metric: 'multi-equipped', period, unit: 'share' }, SEVERAL[i] ?? null),
  ]),
  ...Object.entries(HOLDERS).map(([family, holders]) =>
    atClose('penetration', { family }, holders / ACTIVE),
  ),
  ...PAIRS.flatMap(([one, other, both]) => [
    atClose('attach-rate', { family: one, with: other }, both / HOLDERS[one]),
    atClose('attach-rate', { family: other, with: one }, both / HOLDERS[other]),
    atClose(
      'attach-lift',
      { family: one, with: other },
      (both * ACTIVE) / (HOLDERS[one] * HOLDERS[other]),
    ),
  ]),
];

const atClose = (
  metric: string,
  scope: Readonly<Record<string, string>>,
  value: number,
): ReleasedFigure =>
  released(
    { metric, period: CLOSE, scope, unit: metric === 'attach-lift' ? 'ratio' : 'share' },
    value,
  );
