import type { ReaderEquation } from './reader-table.ts';

/** One equation with the known numbers moved to the right: the sum of coefficient × unknown is `equals`. */
export interface LinearRow {
  readonly coefficients: ReadonlyMap<string, number>;
  readonly equals: number;
}

/** Rows that share unknowns, and so have to be solved together. */
export interface Component {
  readonly unknowns: readonly string[];
  readonly rows: readonly LinearRow[];
}

/** What is left to solve once every row with a single unknown has been, and what those told. */
export interface Reduced {
  readonly solved: ReadonlyMap<string, number>;
  readonly components: readonly Component[];
}

/** Puts known numbers in, solves what follows at once, and parts the rest into components. */
export function reduced(
  equations: readonly ReaderEquation[],
  known: ReadonlyMap<string, number>,
): Reduced {
  const values = new Map(known);
  let rows = equations.map((equation) => rowOf(equation, values));
  for (;;) {
    const single = rows.filter(({ coefficients }) => coefficients.size === 1);
    if (single.length === 0) break;
    for (const { coefficients, equals } of single)
      for (const [key, coefficient] of coefficients) values.set(key, equals / coefficient);
    rows = equations.map((equation) => rowOf(equation, values));
  }
  const open = rows.filter(({ coefficients }) => coefficients.size > 0);
  const solved = new Map([...values].filter(([key]) => !known.has(key)));
  return { solved, components: componentsOf(open) };
}

function rowOf({ total, parts }: ReaderEquation, values: ReadonlyMap<string, number>): LinearRow {
  const coefficients = new Map<string, number>();
  let equals = 0;
  for (const [key, sign] of [[total, 1], ...parts.map((part) => [part, -1] as const)] as const) {
    const value = values.get(key);
    if (value === undefined) coefficients.set(key, (coefficients.get(key) ?? 0) + sign);
    else equals -= sign * value;
  }
  return { coefficients, equals };
}

/** The same system without unknowns that may be anything: each is put in from one of its rows, and that row says no more. */
export function eliminated(
  rows: readonly LinearRow[],
  anything: (key: string) => boolean,
): Component[] {
  let left = rows;
  for (const key of new Set(rows.flatMap(({ coefficients }) => [...coefficients.keys()])))
    if (anything(key)) left = without(key, left);
  return componentsOf(left.filter(({ coefficients }) => coefficients.size > 0));
}

function without(key: string, rows: readonly LinearRow[]): readonly LinearRow[] {
  const holding = rows.filter(({ coefficients }) => coefficients.has(key));
  const [pivot] = holding.toSorted((a, b) => a.coefficients.size - b.coefficients.size);
  if (pivot === undefined) return rows;
  const times = pivot.coefficients.get(key) ?? 1;
  return rows
    .filter((row) => row !== pivot)
    .map((row) => {
      const own = row.coefficients.get(key);
      return own === undefined ? row : combined(row, pivot, -own / times);
    });
}

function combined(row: LinearRow, other: LinearRow, factor: number): LinearRow {
  const coefficients = new Map(row.coefficients);
  for (const [key, coefficient] of other.coefficients) {
    const sum = (coefficients.get(key) ?? 0) + factor * coefficient;
    if (sum === 0) coefficients.delete(key);
    else coefficients.set(key, sum);
  }
  return { coefficients, equals: row.equals + factor * other.equals };
}

function componentsOf(rows: readonly LinearRow[]): Component[] {
  const groupOf = new Map<string, Set<LinearRow>>();
  for (const row of rows) {
    const keys = [...row.coefficients.keys()];
    const joined = new Set([row, ...keys.flatMap((key) => [...(groupOf.get(key) ?? [])])]);
    for (const key of keysOf([...joined])) groupOf.set(key, joined);
  }
  return [...new Set(groupOf.values())].map((group) => ({
    rows: [...group],
    unknowns: keysOf([...group]),
  }));
}

const keysOf = (rows: readonly LinearRow[]): string[] => [
  ...new Set(rows.flatMap(({ coefficients }) => [...coefficients.keys()])),
];
