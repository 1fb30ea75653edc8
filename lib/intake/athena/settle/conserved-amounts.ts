import { IntakeError } from '../../intake-error.ts';
import type { AmountConservation } from '../../snapshot.ts';
import type { TablePlan } from '../plan/plan-table.ts';
import { moneyColumns } from '../plan/table-steps.ts';
import type { LandingCounts } from './landing-counts.ts';

/**
 * The amounts of a landing by currency, each the sum of what became of it, to the last decimal.
 * @throws IntakeError CONSERVATION when a row or an amount was lost or doubled on the way.
 */
export function conservedAmounts(plan: TablePlan, counts: LandingCounts): AmountConservation[] {
  const { delivered, accepted, quarantined, duplicates } = counts;
  if (delivered !== accepted + quarantined + duplicates) throw lost(plan, 'rows');
  const currencies = counts.amounts.map(({ currency }) => currency);
  return [...new Set(currencies)].sort(nothingLast).flatMap((currency) =>
    moneyColumns(plan.steps).map((column, n) => {
      const sum = (part: string) =>
        counts.amounts.find((sums) => sums.part === part && sums.currency === currency)?.sums[n] ??
        '0.0000';
      return balanced(plan, {
        column,
        currency,
        delivered: sum('delivered'),
        accepted: sum('accepted'),
        quarantined: sum('quarantined'),
        duplicates: sum('duplicates'),
      });
    }),
  );
}

function balanced(plan: TablePlan, amounts: AmountConservation): AmountConservation {
  const kept = exact(amounts.accepted) + exact(amounts.quarantined) + exact(amounts.duplicates);
  if (exact(amounts.delivered) !== kept) throw lost(plan, `amounts of ${amounts.column}`);
  return amounts;
}

/** A decimal with four places as a whole number of ten-thousandths. */
const exact = (decimal: string): bigint => BigInt(decimal.replace('.', ''));

const nothingLast = (a: string | null, b: string | null): number => {
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -1 : 1;
};

const lost = ({ name }: TablePlan, what: string) =>
  new IntakeError(
    'CONSERVATION',
    { file: name },
    `${what} delivered and landed differ; nothing was published, report this as a defect`,
  );
