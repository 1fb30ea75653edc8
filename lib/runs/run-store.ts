import type { Store } from '#lib/store/store.ts';

/** Where runs are kept, with the clock and the randomness that keeping them takes. */
export interface RunStore {
  readonly store: Store;
  readonly clock: () => Date;
  /** A fresh id at each call: marks a write as one's own. */
  readonly randomId: () => string;
}
