/** Blocks of 28 days that make 364 days. */
const BLOCKS_A_YEAR = 13;
/** A season that was seen once cannot be told from chance. */
const FEWEST_YEARS = 2;

/**
 * Factors of the thirteen blocks of 28 days after the cut, from those of the same blocks of earlier years (latest block
 * first): the means of their logarithms around the mean of all, shrunk as far as the years disagree, by 1 − MSW/MSB of
 * the one-way analysis of variance (positive-part James & Stein 1961). Empty below two whole years.
 */
export function seasonOf(past: readonly number[]): number[] {
  const years = Math.floor(past.length / BLOCKS_A_YEAR);
  if (years < FEWEST_YEARS) return [];
  const logs = past.slice(0, years * BLOCKS_A_YEAR).map(Math.log);
  const places = Array.from({ length: BLOCKS_A_YEAR }, (_, ahead) =>
    logs.filter((_log, ago) => (ago + 1 + ahead) % BLOCKS_A_YEAR === 0),
  );
  const all = mean(logs);
  const effects = places.map((own) => mean(own) - all);
  const between = (years * sumOfSquares(effects)) / (BLOCKS_A_YEAR - 1);
  const within =
    places.reduce((sum, own, i) => sum + scatter(own, all + (effects[i] ?? 0)), 0) /
    (BLOCKS_A_YEAR * (years - 1));
  const share = between > 0 ? Math.max(0, 1 - within / between) : 0;
  return effects.map((effect) => Math.exp(share * effect));
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const sumOfSquares = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value * value, 0);

const scatter = (values: readonly number[], around: number): number =>
  sumOfSquares(values.map((value) => value - around));
