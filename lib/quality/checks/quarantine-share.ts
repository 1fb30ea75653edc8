import type { DataCheck, IntakeFacts } from '../check.ts';
import { shareOf } from '../sql-check.ts';
import { percent } from '../wording.ts';

/** The largest share of a table's rows, or of a money column, that intake set aside. */
export const quarantineShare: DataCheck = {
  id: 'quarantine-share',
  tables: ['orders'],
  unit: 'share',
  fix: 'Correct the rows that the list of rejects names, and deliver them again.',
  measure: async ({ intake, settings }) => {
    const shares = intake
      .flatMap((facts) =>
        setAside(facts, settings.reportingCurrency).map((share) => ({ table: facts.table, share })),
      )
      .sort((a, b) => b.share - a.share);
    const [worst] = shares;
    return {
      values: worst ? [worst.share] : [],
      found: worst
        ? `${percent(worst.share)} of the rows or money of ${worst.table} was set aside at intake`
        : 'No rows were delivered',
    };
  },
};

function setAside(facts: IntakeFacts, currency: string): readonly number[] {
  const columns = new Set(facts.amounts.map(({ column }) => column));
  return [
    ...shareOf(facts.quarantined, facts.accepted + facts.quarantined),
    ...[...columns].flatMap((column) => moneySetAside(facts, column, currency)),
  ];
}

/** Of the reporting currency, with the amounts whose currency could not be read; others cannot be added to it. */
function moneySetAside(facts: IntakeFacts, column: string, currency: string): readonly number[] {
  const amounts = facts.amounts.filter(
    (amount) =>
      amount.column === column && (amount.currency === currency || amount.currency === null),
  );
  const quarantined = amounts.reduce((sum, amount) => sum + minorUnits(amount.quarantined), 0n);
  const accepted = amounts.reduce((sum, amount) => sum + minorUnits(amount.accepted), 0n);
  return shareOf(Number(quarantined), Number(quarantined + accepted));
}

/** Ten-thousandths of a decimal with up to four places. */
function minorUnits(decimal: string): bigint {
  const [whole = '0', places = ''] = decimal.split('.');
  return BigInt(`${whole}${places.padEnd(4, '0').slice(0, 4)}`);
}
