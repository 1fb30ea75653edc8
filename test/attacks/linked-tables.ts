import { type Cell, cellKey, type Equation } from '#lib/privacy/cell.ts';
import type { Scope } from '#lib/privacy/figure.ts';
import type { CellSystem } from '#lib/privacy/gate/system.ts';
import { countCell, seededNumbers } from '#lib/privacy/gate/tables.fixture.ts';

type Shape = readonly [number, number, number];

const DIMENSIONS = ['country', 'channel', 'plan'] as const;

/** Every combination of members, with `null` for all of a dimension. */
function scopes(shape: Shape): Scope[] {
  const members = shape.map((size) => [null, ...Array.from({ length: size }, (_, i) => `m${i}`)]);
  const [countries = [], channels = [], plans = []] = members;
  return countries.flatMap((country) =>
    channels.flatMap((channel) => plans.map((plan) => scopeOf({ country, channel, plan }))),
  );
}

const scopeOf = (members: Readonly<Record<string, string | null>>): Scope =>
  Object.fromEntries(
    Object.entries(members).flatMap(([name, member]) => (member === null ? [] : [[name, member]])),
  );

const isWithin = (atom: Scope, scope: Scope): boolean =>
  Object.entries(scope).every(([name, member]) => atom[name] === member);

/** A three-way table with all its margins: its linear bounds can be wider than its whole ones. */
export function cube(shape: Shape, seed: number): CellSystem {
  const next = seededNumbers(seed * 104_729);
  const all = scopes(shape);
  const atoms = all
    .filter((scope) => Object.keys(scope).length === DIMENSIONS.length)
    .map((scope) => ({ scope, count: next(3) === 0 ? next(12) : next(60) }));
  const cells = all.map((scope) =>
    countCell(
      scope,
      atoms
        .filter((atom) => isWithin(atom.scope, scope))
        .reduce((sum, { count }) => sum + count, 0),
    ),
  );
  const equations = all.flatMap((scope) =>
    DIMENSIONS.filter((name) => scope[name] === undefined).map((name): Equation => {
      const parts = all.filter(
        (part) =>
          part[name] !== undefined &&
          isWithin(part, scope) &&
          Object.keys(part).length === Object.keys(scope).length + 1,
      );
      return { total: keyOf(scope), parts: parts.map(keyOf) };
    }),
  );
  return { cells, equations, printable: new Set(cells.map(({ key }) => key)) };
}

const keyOf = (scope: Scope): string => cellKey('customers', '2026-W47', scope);

/** The tables by two dimensions each that a report would print of a cube; their common atoms stay hidden. */
export function marginsOfCube(shape: Shape, seed: number): CellSystem {
  const full = cube(shape, seed);
  const printed = full.cells.filter(({ scope }) => Object.keys(scope).length < DIMENSIONS.length);
  return { ...full, printable: new Set(printed.map(({ key }) => key)) };
}

/** Cohorts by country with who came back; nobody prints who did not, but everybody can subtract. */
export function cohortRates(seed: number): CellSystem {
  const next = seededNumbers(seed * 15_485_863);
  const countries = ['se', 'fi', 'no'].map((country) => {
    const cohort = 10 + next(60);
    return { scope: { country }, cohort, active: Math.min(cohort, next(40)) };
  });
  const everyone = {
    scope: {},
    cohort: countries.reduce((sum, { cohort }) => sum + cohort, 0),
    active: countries.reduce((sum, { active }) => sum + active, 0),
  };
  const groups = [everyone, ...countries].map(({ scope, cohort, active }) => ({
    cohort: countCell(scope, cohort, { measure: 'cohort' }),
    active: countCell(scope, active, { measure: 'active', behavioural: true }),
    lapsed: countCell(scope, cohort - active, { measure: 'lapsed', behavioural: true }),
  }));
  const [all, ...parts] = groups;
  const byCountry = (measure: 'cohort' | 'active' | 'lapsed'): Equation => ({
    total: all?.[measure].key ?? '',
    parts: parts.map((group) => group[measure].key),
  });
  const complements = groups.map(
    ({ cohort, active, lapsed }): Equation => ({
      total: cohort.key,
      parts: [active.key, lapsed.key],
    }),
  );
  const cells: Cell[] = groups.flatMap(({ cohort, active, lapsed }) => [cohort, active, lapsed]);
  return {
    cells,
    equations: [...complements, byCountry('cohort'), byCountry('active'), byCountry('lapsed')],
    printable: new Set(groups.flatMap(({ cohort, active }) => [cohort.key, active.key])),
  };
}
