import { type CellName, keyOf } from '../shop/cell-name.ts';

/** Numbers that a reader holds of the cells of one release, printed or worked out by multiplication. */
export class KnownCells {
  readonly #values = new Map<string, number>();
  readonly #names = new Map<string, CellName>();

  get values(): ReadonlyMap<string, number> {
    return this.#values;
  }

  get names(): readonly CellName[] {
    return [...this.#names.values()];
  }

  /** Money and counts are whole: what is worked out from a mean is rounded to a cent or a customer. */
  learn(cell: CellName, value: number): void {
    if (!Number.isFinite(value)) return;
    this.#values.set(keyOf(cell), Math.round(value));
    this.#names.set(keyOf(cell), cell);
  }

  of(cell: CellName): number | undefined {
    return this.#values.get(keyOf(cell));
  }
}
