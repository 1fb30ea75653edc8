import { MINOR_UNIT_DECIMALS } from '#lib/contract/currencies.ts';
import { IntakeError } from '../intake-error.ts';
import { sqlText } from '../landing/sql-text.ts';
import type { RuledColumn } from './reject-case.ts';

/** SQL of what one minor unit of a row's currency is worth: 1 yen, 0.01 euros, 0.001 dinars. */
export function minorUnit(table: string, columns: readonly RuledColumn[]): string {
  const currency = columns.find(({ column }) => column.name === 'currency');
  if (currency === undefined) {
    const hint =
      'moneyFormat: minor needs a currency on the row; convert to major units in a sql mapping';
    throw new IntakeError('CURRENCY_UNCONFIGURED', { file: table }, hint);
  }
  const cases = [...MINOR_UNIT_DECIMALS].map(
    ([code, decimals]) => `when ${sqlText(code)} then cast(${10 ** -decimals} as decimal(5, 4))`,
  );
  return `case upper(bare(${currency.raw})) ${cases.join(' ')} end`;
}
