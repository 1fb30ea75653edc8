import type { CellKey } from '../cell.ts';
import type { OrderedSystem } from './system.ts';

/**
 * Which cells a reader is not told. A sum and the count of the same customers are told together, but for what an
 * earlier release has decided already.
 */
export class Withholding {
  readonly #system: OrderedSystem;
  readonly #withheld = new Set<CellKey>();

  constructor(system: OrderedSystem) {
    this.#system = system;
    for (const [key, published] of system.frozen) {
      if (published) continue;
      this.#withheld.add(key);
      this.withhold(key);
    }
  }

  withhold(key: CellKey): void {
    for (const twin of this.#undecided(key)) this.#withheld.add(twin);
  }

  giveBack(key: CellKey): void {
    for (const twin of this.#undecided(key)) this.#withheld.delete(twin);
  }

  #undecided(key: CellKey): readonly CellKey[] {
    return this.twins(key).filter((twin) => !this.#system.frozen.has(twin));
  }

  twins(key: CellKey): readonly CellKey[] {
    return this.#system.twins.get(key) ?? [key];
  }

  /** Open cells are the attacker's unknowns: withheld, or hidden in the first place. */
  isOpen(key: CellKey): boolean {
    return this.#withheld.has(key) || !this.#system.printable.has(key);
  }

  /** Whether an earlier release has decided. */
  isFrozen(key: CellKey): boolean {
    return this.#system.frozen.has(key);
  }

  published(): Set<CellKey> {
    return new Set([...this.#system.printable].filter((key) => !this.#withheld.has(key)).sort());
  }
}
