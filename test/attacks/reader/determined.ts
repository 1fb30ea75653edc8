import { type Component, type LinearRow, reduced } from './linear-system.ts';
import { isNothing, less, over, type Rational, times, whole } from './rational.ts';
import type { ReaderEquation } from './reader-table.ts';

interface ExactRow {
  readonly coefficients: ReadonlyMap<string, Rational>;
  readonly equals: Rational;
}

/**
 * Unknowns that have one value only, whatever sign the others take, and that value: exact elimination, no tolerance. With
 * free signs an unknown is either fixed or may be anything.
 */
export function determined(
  equations: readonly ReaderEquation[],
  known: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const { solved, components } = reduced(equations, known);
  return new Map([...solved, ...components.flatMap(fixedIn)]);
}

function fixedIn({ rows }: Component): [string, number][] {
  let open: ExactRow[] = rows.map(exact);
  let done: ExactRow[] = [];
  for (;;) {
    const [pivot, ...rest] = open;
    if (pivot === undefined) break;
    const [key] = pivot.coefficients.keys();
    if (key === undefined) {
      open = rest;
      continue;
    }
    const unit = scaled(pivot, key);
    open = rest.map((row) => cleared(row, unit, key));
    done = [...done.map((row) => cleared(row, unit, key)), unit];
  }
  return done
    .filter(({ coefficients }) => coefficients.size === 1)
    .flatMap(({ coefficients, equals }) =>
      [...coefficients.keys()].map((key): [string, number] => [
        key,
        Number(equals.up) / Number(equals.down),
      ]),
    );
}

const exact = ({ coefficients, equals }: LinearRow): ExactRow => ({
  coefficients: new Map([...coefficients].map(([key, value]) => [key, whole(value)])),
  equals: whole(Math.round(equals)),
});

function scaled({ coefficients, equals }: ExactRow, key: string): ExactRow {
  const divisor = coefficients.get(key) ?? whole(1);
  return {
    coefficients: new Map([...coefficients].map(([each, value]) => [each, over(value, divisor)])),
    equals: over(equals, divisor),
  };
}

/** The row without the key, less as much of the other row as it takes. */
function cleared(row: ExactRow, unit: ExactRow, key: string): ExactRow {
  const factor = row.coefficients.get(key);
  if (factor === undefined) return row;
  const left = new Map(row.coefficients);
  for (const [each, value] of unit.coefficients) {
    const rest = less(left.get(each) ?? whole(0), times(factor, value));
    if (isNothing(rest)) left.delete(each);
    else left.set(each, rest);
  }
  return { coefficients: left, equals: less(row.equals, times(factor, unit.equals)) };
}
