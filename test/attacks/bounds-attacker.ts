import { type Constraint, solve } from 'yalps';

/** What a reader holds: the printed numbers, and how the table adds up. Nothing else. */
export interface PublishedTable {
  readonly published: ReadonlyMap<string, number>;
  readonly equations: readonly { readonly total: string; readonly parts: readonly string[] }[];
}

/** What a cell could still be. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** `whole` also rules out tables with fractions of a customer. */
export interface Knowledge {
  readonly whole: boolean;
}

/** Bounds of every cell that is not printed, by linear programming over non-negative tables. */
export function boundsOfUnprinted(
  table: PublishedTable,
  { whole }: Knowledge = { whole: false },
): ReadonlyMap<string, Bounds> {
  const keys = new Set(table.equations.flatMap(({ total, parts }) => [total, ...parts]));
  const unknown = [...keys].filter((key) => !table.published.has(key));
  const { constraints, variables } = linearProgram(table);
  const extreme = (key: string, direction: 'minimize' | 'maximize'): number => {
    const goal = new Map([...variables].map(([name, rows]) => [name, new Map(rows)]));
    goal.get(key)?.set('goal', 1);
    const model = { direction, objective: 'goal', constraints, variables: goal, integers: whole };
    const { status, result } = solve(model);
    if (status === 'unbounded') return Number.POSITIVE_INFINITY;
    if (status !== 'optimal') throw new Error(`the attacker's solver ended ${status}`);
    return result;
  };
  return new Map(
    unknown.map((key) => [key, { low: extreme(key, 'minimize'), high: extreme(key, 'maximize') }]),
  );
}

/** One variable per unprinted cell; printed ones are moved to the right-hand side. */
function linearProgram({ published, equations }: PublishedTable) {
  const constraints = new Map<string, Constraint>();
  const variables = new Map<string, Map<string, number>>();
  const add = (key: string, row: string, coefficient: number): number => {
    const known = published.get(key);
    if (known !== undefined) return -coefficient * known;
    const variable = variables.get(key) ?? new Map<string, number>();
    variable.set(row, (variable.get(row) ?? 0) + coefficient);
    variables.set(key, variable);
    return 0;
  };
  for (const [index, { total, parts }] of equations.entries()) {
    const row = `row ${index}`;
    const known = parts.reduce((sum, part) => sum + add(part, row, 1), add(total, row, -1));
    constraints.set(row, { equal: known });
  }
  return { constraints, variables };
}
