import { type ConstantRetention, constantValue } from '../clv-constant/formula.ts';

/** `points`: retention + delta. `relative`: retention × (1 + delta). */
export type Change = 'points' | 'relative';

/** By how much value rises, as a share of it, where retention is constant. Null where more than everyone would stay. */
export function constantLeverage(
  now: Omit<ConstantRetention, 'margin'>,
  delta: number,
  change: Change,
): number | null {
  const retention = change === 'points' ? now.retention + delta : now.retention * (1 + delta);
  if (retention > 1) return null;
  const before = constantValue({ ...now, margin: 1 });
  const after = constantValue({ ...now, margin: 1, retention });
  return before === null || after === null || before <= 0 ? null : after / before - 1;
}

/** A month of life: members at entry, those who ordered, and their contribution. */
export interface LivedMonth {
  readonly members: number;
  readonly active: number;
  readonly contribution: number;
}

/**
 * By how much the discounted contribution of the months lived rises, as a share of it, if in every month after the first `delta`
 * more of the members ordered (points), or of those who did (relative), each bringing what those who ordered brought. Nobody
 * can order who is not a member. Null where there is no such month or the contribution is not positive.
 */
export function curveLeverage(
  months: readonly LivedMonth[],
  {
    delta,
    discount,
    change,
  }: { readonly delta: number; readonly discount: number; readonly change: Change },
): number | null {
  const present = months.map(({ members, active, contribution }, t) => {
    const retention = active / members;
    const raised = change === 'points' ? retention + delta : retention * (1 + delta);
    const gain = t === 0 || active === 0 ? 0 : Math.min(raised, 1) / retention - 1;
    const each = contribution / members / (1 + discount) ** t;
    return { value: each, gain: each * gain };
  });
  const sum = (pick: (month: (typeof present)[number]) => number) =>
    present.reduce((total, month) => total + pick(month), 0);
  const value = sum((month) => month.value);
  return months.length > 1 && value > 0 ? sum(({ gain }) => gain) / value : null;
}
