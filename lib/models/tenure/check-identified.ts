import type { NotFitted } from '../fit.ts';
import { lifeTable } from './life-table.ts';
import type { TenureGroup } from './tenure-group.ts';

/**
 * Refused with fewer customers than parameters, or fewer renewals that anyone came to: one retention rate seen cannot
 * tell two parameters, and what comes after it would be the ridge's invention.
 */
export function checkIdentified(
  groups: readonly TenureGroup[],
  parameters: number,
): NotFitted | null {
  const customers = groups.reduce((sum, group) => sum + group.customers, 0);
  if (customers < parameters) return { refused: 'too-few-customers' };
  return lifeTable(groups).length < parameters ? { refused: 'parameters-not-identified' } : null;
}
