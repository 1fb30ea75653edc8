import type { TenureGroup } from './tenure-group.ts';

/** What happened at one renewal to those who came to it. */
export interface RenewalCount {
  /** 1 for the first renewal. */
  readonly renewal: number;
  readonly renewed: number;
  readonly lost: number;
}

/**
 * Tenures of all cohorts as one row a renewal, ascending, without gaps. It is all that a model needs whose retention
 * rate depends on the tenure only: those with k renewals count as renewed at 1…k, and as lost at k + 1 if they are.
 */
export function lifeTable(groups: readonly TenureGroup[]): RenewalCount[] {
  const ended: { renewed: number; lost: number }[] = [];
  const at = (renewal: number) => {
    for (let next = ended.length; next < renewal; next += 1) ended.push({ renewed: 0, lost: 0 });
    return ended[renewal - 1];
  };
  for (const { renewals, isLost, customers } of groups) {
    const last = at(renewals);
    if (last) last.renewed += customers;
    const next = isLost ? at(renewals + 1) : undefined;
    if (next) next.lost += customers;
  }
  let renewed = 0;
  const rows = ended.map((row, i) => ({ ...row, renewal: i + 1 })).reverse();
  return rows
    .map((row) => {
      renewed += row.renewed;
      return { ...row, renewed };
    })
    .reverse();
}
