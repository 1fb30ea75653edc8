import type { ReleasedFigure } from '#lib/privacy/figure.ts';
import { released } from './fixture-figure.ts';

const WITHHELD = { reason: 'withheld', customers: null } as const;

interface SupportMonth {
  readonly period: string;
  readonly tickets: number;
  readonly contacting: number;
  readonly active: number;
  readonly atOnce: number;
  /** Customers by issue; null is too few. */
  readonly issues: Readonly<Record<string, number | null>>;
}

const MONTHS: readonly SupportMonth[] = [
  {
    period: '2026-10',
    tickets: 460,
    contacting: 380,
    active: 38_214,
    atOnce: 0.71,
    issues: { 'delivery delay': 92, 'invoice address wrong': 118, login: null, 'return label': 64 },
  },
  {
    period: '2026-09',
    tickets: 441,
    contacting: 372,
    active: 37_980,
    atOnce: 0.73,
    issues: { 'delivery delay': 97, 'invoice address wrong': 81, login: null, 'return label': 70 },
  },
  { period: '2025-10', tickets: 402, contacting: 341, active: 36_744, atOnce: 0.69, issues: {} },
];

/** Tickets of customers, first contacts that were enough, and how many customers each issue hit. */
export const supportFigures = (): ReleasedFigure[] =>
  MONTHS.flatMap(({ period, tickets, contacting, active, atOnce, issues }) => {
    const rate = { metric: 'contact-rate', period } as const;
    const resolved = { metric: 'first-contact-resolution', period, unit: 'share' } as const;
    return [
      ...Object.entries(issues).flatMap(([issue, hit]) => {
        const of = { metric: 'issue-reach', period, scope: { issue }, unit: 'share' } as const;
        const share = (options: string, customers: number) =>
          hit === null
            ? released({ ...of, options }, null, WITHHELD)
            : released({ ...of, options }, hit / customers, { customers });
        return [share('base=A', contacting), share('base=B', active)];
      }),
      released({ ...rate, unit: 'ratio' }, tickets / active, { customers: active }),
      released({ ...rate, options: 'part=tickets', unit: 'count' }, tickets),
      released({ ...rate, options: 'part=customers', unit: 'count' }, contacting),
      released(resolved, atOnce, { customers: 366 }),
    ];
  });
