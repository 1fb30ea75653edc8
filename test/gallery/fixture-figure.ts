import type { ReleasedFigure, Scope, Unit } from '#lib/privacy/figure.ts';

/** A released figure at a place; money in major units, for legible fixtures. */
export function released(
  name: { metric: string; options?: string; period: string; scope?: Scope; unit: Unit },
  value: number | null,
  more: Partial<ReleasedFigure> = {},
): ReleasedFigure {
  const { metric, options = '', period, scope = {}, unit } = name;
  return {
    metric,
    options,
    period,
    scope,
    unit,
    value: value === null || unit !== 'money' ? value : toMinor(value),
    reason: null,
    lower: null,
    upper: null,
    customers: 6_000,
    ...more,
  };
}

const toMinor = (major: number): number => Number((major * 100).toFixed(4));
