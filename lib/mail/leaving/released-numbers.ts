import { addDays } from '#lib/units/calendar.ts';

/** Most decimals that any format prints. */
const DECIMALS = [0, 1, 2, 3, 4] as const;
/** Digits in which two writings of one machine number agree. */
const PRECISION = 9;

/** A number as a text writes it: `1,204,310`, `31.8`, `15 640,75`, `0.6666666666666666`, in a workbook `5.6e-17`. */
const WRITTEN =
  /\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:\.\d+)?e[+-]\d+|\d(?:[\d.,:’']*\d)?/g;
/** A number as a machine writes it. */
const MACHINE = /^\d+(?:\.\d+|(?:\.\d+)?e[+-]\d+)$/;
const SPACE = /[ \u00a0\u202f]/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Numbers of a released report, whatever it says of them, by the digits in which they may be written. */
export class ReleasedNumbers {
  readonly #digits = new Set<string>();

  /** Takes the released report as JSON: its numbers in any rounding, as they are and in percent, and those in its texts. */
  constructor(json: string) {
    this.#take(JSON.parse(json));
  }

  /** Whether a text writes no number that was not released. */
  covers(text: string): boolean {
    return (text.match(WRITTEN) ?? []).every((written) => this.#hasAll(written.split(SPACE)));
  }

  /** Groups of digits with spaces between are one number, or several that stand side by side. */
  #hasAll(groups: readonly string[]): boolean {
    return (
      groups.length === 0 ||
      groups.some(
        (_, last) =>
          this.#has(groups.slice(0, last + 1).join('')) && this.#hasAll(groups.slice(last + 1)),
      )
    );
  }

  #has(written: string): boolean {
    return (
      written.split('e').every((part) => this.#digits.has(digitsOf(part))) ||
      (MACHINE.test(written) && this.#digits.has(machine(Number(written))))
    );
  }

  #take(value: unknown): void {
    if (typeof value === 'number') this.#takeNumber(Math.abs(value));
    else if (typeof value === 'string') this.#takeText(value);
    else if (typeof value === 'object' && value !== null)
      for (const part of Object.values(value)) this.#take(part);
  }

  #takeText(text: string): void {
    // A week is also written by its days.
    const days = DAY.test(text) ? [1, 7].map((back) => addDays(text, -back)) : [];
    for (const written of [text, ...days].join(' ').match(/\d(?:[\d.,:’']*\d)?/g) ?? [])
      this.#digits.add(digitsOf(written));
  }

  #takeNumber(value: number): void {
    this.#digits.add(machine(value));
    for (const scaled of [value, value * 100])
      for (const decimals of DECIMALS) {
        const shifted = scaled * 10 ** decimals;
        for (const rounded of [Math.floor(shifted), Math.ceil(shifted)])
          this.#digits.add(digitsOf(BigInt(rounded).toString()));
      }
  }
}

/** Digits alone, since each locale separates them in its own way; zeros before the first do not count. */
const digitsOf = (written: string): string =>
  written.replaceAll(/\D/g, '').replace(/^0+(?=\d)/, '');

const machine = (value: number): string => `= ${value.toPrecision(PRECISION)}`;
