/**
 * Minor units as decimal text in major units: a shift of the decimal point, so no digit is gained or lost.
 * `decimalText(1204310, 2)` is `12043.10`, `decimalText(9020.125, 2)` is `90.20125`.
 */
export function decimalText(minor: number, exponent: number): string {
  const sign = minor < 0 ? '-' : '';
  const [whole = '0', fraction = ''] = plainDigits(Math.abs(minor)).split('.');
  const digits = whole.padStart(exponent + 1, '0') + fraction;
  const point = Math.max(whole.length, exponent + 1) - exponent;
  return (
    sign + (point === digits.length ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`)
  );
}

/** The shortest decimal text that gives the same number back, without an exponent. */
export function plainDigits(value: number): string {
  const [mantissa = '0', power] = String(value).split('e');
  if (power === undefined) return mantissa;
  const sign = mantissa.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const point = whole.length + Number(power);
  const digits = whole + fraction;
  return point <= 0
    ? `${sign}0.${'0'.repeat(-point)}${digits}`
    : `${sign}${digits.padEnd(point, '0')}`;
}
