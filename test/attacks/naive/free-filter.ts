import { K } from '../attackers/secrets.ts';
import type { CellName } from '../shop/cell-name.ts';
import type { PlainTruth } from '../shop/plain-truth.ts';

/** An API that counts whatever is asked, leaves out small groups, and calls nobody no small group. */
export function freeFilter(truth: PlainTruth, asked: CellName): number | null {
  const { size } = truth.contributions(asked);
  return size === 0 || size >= K ? size : null;
}
