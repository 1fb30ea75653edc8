import { type Bound, type Bounds, SEVERITIES, type Severity } from './bounds.ts';

/** The worst severity whose bound a value breaks, that value and that bound. */
export interface Verdict {
  readonly severity: Severity | 'pass';
  /** The value that broke the bound; on a pass the first one, null where there was nothing to judge. */
  readonly value: number | null;
  readonly side: 'min' | 'max';
  /** The limit that was broken; on a pass the mildest one. */
  readonly limit: number;
}

/** Judges values against bounds, worst severity first. */
export function judge(values: readonly number[], bounds: Bounds): Verdict {
  for (const severity of SEVERITIES) {
    const bound = bounds[severity] ?? {};
    for (const value of values) {
      const broken = brokenLimit(value, bound);
      if (broken) return { severity, value, ...broken };
    }
  }
  return { severity: 'pass', value: values[0] ?? null, ...mildestLimit(bounds) };
}

type Limit = Pick<Verdict, 'side' | 'limit'>;

function brokenLimit(value: number, { min, max }: Bound): Limit | null {
  if (min !== undefined && value < min) return { side: 'min', limit: min };
  if (max !== undefined && value > max) return { side: 'max', limit: max };
  return null;
}

function mildestLimit(bounds: Bounds): Limit {
  const { min, max = 0 } = bounds.warn ?? bounds.provisional ?? bounds.hold ?? {};
  return min === undefined ? { side: 'max', limit: max } : { side: 'min', limit: min };
}
