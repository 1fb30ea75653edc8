import leven from 'leven';

/** `; did you mean "x"?` for the nearest candidate within a third of its length, else the list when it is short. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const nearest = candidates
    .map((candidate) => ({
      candidate,
      distance: leven(word.toLowerCase(), candidate.toLowerCase()),
    }))
    .sort((a, b) => a.distance - b.distance)[0];
  if (nearest && nearest.distance <= Math.max(1, Math.ceil(nearest.candidate.length / 3)))
    return `; did you mean "${nearest.candidate}"?`;
  return candidates.length > 0 && candidates.length <= 30
    ? `; known: ${candidates.join(', ')}`
    : '';
}
