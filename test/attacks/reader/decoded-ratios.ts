import type { PrintedFigure, PrintedRelease } from '../leaving/printed-figure.ts';
import type { KnownCells } from './known-cells.ts';

const LARGEST = 20_000_000;
const CLOSE = 1e-13;

/**
 * Shares of one amount are fractions of whole cents. Written to the last digit, each gives its denominator away, and their
 * least common multiple is the amount itself, or a part of it.
 */
export function decodeRatios({ figures }: PrintedRelease, known: KnownCells): void {
  const shares = figures.filter(
    ({ metric, scope, value }) =>
      metric === 'revenue-retention' && scope['cohort'] !== undefined && value !== null,
  );
  for (const cohort of new Set(shares.map(({ period }) => period)))
    decodeCohort(
      shares.filter(({ period }) => period === cohort),
      known,
    );
}

function decodeCohort(shares: readonly PrintedFigure[], known: KnownCells): void {
  const denominators = shares.flatMap(({ value }) => denominatorOf(value ?? 0) ?? []);
  const whole = denominators.reduce(leastMultiple, 1);
  if (denominators.length < 2 || whole > LARGEST) return;
  for (const { period, scope, value } of shares)
    known.learn({ measure: 'month-net-sales', period, scope }, (value ?? 0) * whole);
}

/** The smallest whole number of which the value is a whole multiple's share, by continued fraction. */
function denominatorOf(value: number): number | null {
  let [before, denominator, rest] = [0, 1, Math.abs(value)];
  while (denominator <= LARGEST) {
    if (Math.abs(Math.round(value * denominator) / denominator - value) < CLOSE) return denominator;
    const fraction = rest - Math.floor(rest);
    if (fraction === 0) return null;
    rest = 1 / fraction;
    [before, denominator] = [denominator, Math.floor(rest) * denominator + before];
  }
  return null;
}

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));

const leastMultiple = (a: number, b: number): number => (a / divisor(a, b)) * b;
