import { type Alternative, reaches } from './alternative.ts';
import type { Attacker, Target } from './attacker.ts';
import { CLOSED_PRICE, OPEN_PRICE, type Search } from './search.ts';

/** Per cell of a component, whether the attacker has to solve for it. */
export type Open = readonly boolean[];

/**
 * The attacker's problem of one component: what could the withheld and hidden cells be, given the rest?
 * A target is safe when a table that agrees on every published cell puts it far enough from the truth.
 * Such tables are remembered, because withholding more never invalidates one.
 */
export class Audit {
  readonly #attackers: readonly Attacker[];
  readonly #search: Search;
  readonly #proofs = new Map<Target, Alternative>();

  constructor(attackers: readonly Attacker[], search: Search) {
    this.#attackers = attackers;
    this.#search = search;
  }

  /** Whether every sensitive cell stays in the doubt it needs while only these cells are open. */
  isSafe(open: Open): boolean {
    const prices = open.map((isOpen) => (isOpen ? OPEN_PRICE : CLOSED_PRICE));
    return this.#attackers.every((attacker) =>
      attacker.targets.every((target) => {
        if (this.isProven(target, open)) return true;
        const alternative = open[target.cell] && this.#search.find({ attacker, target, prices });
        if (alternative) this.remember(alternative, attacker, open);
        return this.isProven(target, open);
      }),
    );
  }

  /** Whether an alternative that was found before still protects the target. Asks no solver. */
  isProven(target: Target, open: Open): boolean {
    return this.#proofs.get(target)?.moved.every((cell) => open[cell]) ?? false;
  }

  /** Keeps an alternative for every target of the attacker that has none for these open cells. */
  remember(alternative: Alternative, attacker: Attacker, open: Open): void {
    for (const target of attacker.targets) {
      if (reaches(alternative, target) && !this.isProven(target, open))
        this.#proofs.set(target, alternative);
    }
  }
}
