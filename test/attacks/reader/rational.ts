/** An exact fraction in lowest terms; the denominator is positive. */
export interface Rational {
  readonly up: bigint;
  readonly down: bigint;
}

const divisorOf = (a: bigint, b: bigint): bigint => (b === 0n ? a : divisorOf(b, a % b));

function rational(up: bigint, down: bigint): Rational {
  const divisor = divisorOf(up < 0n ? -up : up, down < 0n ? -down : down);
  const sign = down < 0n ? -1n : 1n;
  return divisor === 0n
    ? { up: 0n, down: 1n }
    : { up: (sign * up) / divisor, down: (sign * down) / divisor };
}

export const whole = (value: number): Rational => ({ up: BigInt(value), down: 1n });

export const times = (a: Rational, b: Rational): Rational => rational(a.up * b.up, a.down * b.down);

export const over = (a: Rational, b: Rational): Rational => rational(a.up * b.down, a.down * b.up);

export const less = (a: Rational, b: Rational): Rational =>
  rational(a.up * b.down - b.up * a.down, a.down * b.down);

export const isNothing = ({ up }: Rational): boolean => up === 0n;
