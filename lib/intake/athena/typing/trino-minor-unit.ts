import { MINOR_UNIT_DECIMALS } from '#lib/contract/currencies.ts';
import { IntakeError } from '../../intake-error.ts';
import { sqlText } from '../../landing/sql-text.ts';
import type { ColumnSteps } from './trino-column.ts';

/**
 * SQL of what one minor unit of a row's currency is worth: 1 yen, 0.01 euros, 0.001 dinars.
 * @throws IntakeError CURRENCY_UNCONFIGURED when rows have no currency.
 */
export function minorUnit(table: string, columns: readonly ColumnSteps[]): string {
  const currency = columns.find(({ column }) => column.name === 'currency');
  if (currency === undefined) {
    const hint =
      'moneyFormat: minor needs a currency on the row; convert to major units in a sql mapping';
    throw new IntakeError('CURRENCY_UNCONFIGURED', { file: table }, hint);
  }
  const cases = [0, 2, 3, 4].map((decimals) => {
    const codes = [...MINOR_UNIT_DECIMALS].flatMap(([code, of]) => (of === decimals ? [code] : []));
    return `when ${currency.names.text} in (${codes.map(sqlText).join(', ')})
      then cast(${(10 ** -decimals).toFixed(decimals)} as decimal(5, 4))`;
  });
  return `case ${cases.join('\n')} end`;
}
