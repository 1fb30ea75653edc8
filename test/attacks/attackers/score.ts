/** What an attack came to: `recovered` of the `of` secrets that it went for, and each of them in words. */
export interface Score {
  readonly recovered: number;
  readonly of: number;
  readonly hits: readonly string[];
}

export const scoreOf = (of: number, hits: readonly string[]): Score => ({
  recovered: hits.length,
  of,
  hits,
});

export const sumOf = (scores: readonly Score[]): Score =>
  scoreOf(
    scores.reduce((sum, score) => sum + score.of, 0),
    scores.flatMap(({ hits }) => hits),
  );
