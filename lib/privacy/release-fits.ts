import type { DisclosurePolicy } from './policy.ts';
import { type Released, seal } from './released.ts';

/** Fewest customers behind a fitted model whose parameters may be written down, as a multiple of k. */
const FIT_CUSTOMERS_PER_K = 10;

/** Releases fitted models: statements about all their customers together, who must be many. Others are left out. */
export const releaseFits = <Fit extends { readonly customers: number }>(
  fits: readonly Fit[],
  { k }: DisclosurePolicy,
): Released<readonly Fit[]> =>
  seal(fits.filter(({ customers }) => customers >= FIT_CUSTOMERS_PER_K * k));
