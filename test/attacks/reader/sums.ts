import { type CellName, keyOf } from '../shop/cell-name.ts';
import type { ReaderEquation } from './reader-table.ts';

/** Registers cells by name and writes down what adds up to what, as the report's own definitions say. */
export class Sums {
  readonly cells = new Map<string, CellName>();
  readonly equations: ReaderEquation[] = [];

  add(total: CellName, parts: readonly CellName[]): void {
    if (parts.length === 0) return;
    this.equations.push({ total: this.#key(total), parts: parts.map((part) => this.#key(part)) });
  }

  #key(cell: CellName): string {
    const key = keyOf(cell);
    this.cells.set(key, cell);
    return key;
  }
}

/** Members of each scheme, as the rows of a table list them, withheld ones too. */
export interface Members {
  readonly countries: readonly string[];
  readonly channels: readonly string[];
}

/** Countries add up to everyone, channels too, and both cross. */
export function addPartitions(
  at: (scope: CellName['scope']) => CellName,
  { countries, channels }: Members,
  sums: Sums,
): void {
  sums.add(
    at({}),
    countries.map((country) => at({ country })),
  );
  sums.add(
    at({}),
    channels.map((channel) => at({ channel })),
  );
  if (countries.length === 0 || channels.length === 0) return;
  for (const country of countries)
    sums.add(
      at({ country }),
      channels.map((channel) => at({ country, channel })),
    );
  for (const channel of channels)
    sums.add(
      at({ channel }),
      countries.map((country) => at({ country, channel })),
    );
}
