import { groupBy } from '#lib/numerics/group-by.ts';
import { type Cell, type CellKey, cellKey, type Equation } from '#lib/privacy/cell.ts';
import type { Scope } from '#lib/privacy/figure.ts';
import { monthLabel } from '#lib/units/calendar.ts';
import type { MeasureContext } from '../../metric.ts';
import type { Audience, CellRow } from '../cells/cell-row.ts';
import {
  audienceEquations,
  audienceScope,
  type CellRules,
  cellOfRow,
} from '../cells/cells-of-rows.ts';

/** What is answered: a survey, and in it a theme where rows are about themes. */
export interface Asked {
  readonly survey: string;
  readonly theme?: string;
}

/** Cells of answers to surveys. Their measures begin with `survey-`, and their scope names the survey. */
export interface SurveyCells {
  readonly cells: readonly Cell[];
  readonly equations: readonly Equation[];
  /** Every survey, or theme of a survey, that rows of a measure are about, by name. */
  asked(measure: string): readonly Asked[];
  /** The cell of a counted month; null where the measure has no rows. */
  at(measure: string, asked: Asked, place: SurveyPlace): Cell | null;
}

export interface SurveyPlace {
  readonly month: number;
  /** Everyone who answered where it is absent, known or not. */
  readonly audience?: Audience;
}

const SEPARATOR = '\u001f';

/** That nobody voiced a theme tells of nobody: a comment leaves out nearly everything. That all did would. */
const ZERO_IS_NO_NEWS = new Set(['theme-holders', 'theme-nps-answers']);

/** How a measure that sums is judged: with the count of the same people or on its own, and what being even tells. */
export type SurveySum = Pick<CellRules, 'countMeasure' | 'behavioural'>;

/** Who was asked or answered: the gate wants them to be as many as a survey needs. */
const BASES = new Set([
  'nps-answers',
  'csat-answers',
  'ces-answers',
  'perceived-answers',
  'response-answers',
  'response-invitations',
]);

/**
 * Rows of which `measure` is `MEASURE`, the survey and perhaps a theme, with a unit separator between them. Everyone is
 * who is known and who is not; segments are of the known. A measure is a count unless `sumOf` says otherwise.
 */
export function surveyCells(
  rows: readonly CellRow[],
  sumOf: (measure: string) => SurveySum | null,
  context: MeasureContext,
): SurveyCells {
  const cells = new Map<CellKey, Cell>();
  const asked = new Map<string, Map<string, Asked>>();
  const groups = groupBy(rows, (row) => `${row.period} ${row.measure}`);
  const equations = [...groups.values()].flatMap((own): Equation[] => {
    const { measure, ...about } = readPlace(own[0]?.measure ?? '');
    asked.set(measure, (asked.get(measure) ?? new Map()).set(JSON.stringify(about), about));
    const rules = rulesOf({ measure, about, sum: sumOf(measure) }, context);
    const named = withEveryone(own, context).map((row) => ({ ...row, measure: nameOf(measure) }));
    for (const row of named) {
      const cell = cellOfRow(row, rules);
      cells.set(cell.key, BASES.has(measure) ? { ...cell, respondents: true } : cell);
    }
    return equationsOf(named, rules, context);
  });
  return {
    cells: [...cells.values()],
    equations,
    asked: (measure) => [...(asked.get(measure)?.values() ?? [])].sort(byName),
    at: (measure, about, { month, audience }) =>
      cells.get(
        cellKey(nameOf(measure), monthLabel(month, context.fiscal), {
          ...(audience ? audienceScope(audience) : {}),
          ...scopeOf(about),
        }),
      ) ?? null,
  };
}

const nameOf = (measure: string): string => `survey-${measure}`;

export const scopeOf = ({ survey, theme }: Asked): Scope =>
  theme === undefined ? { survey } : { survey, theme };

const byName = (a: Asked, b: Asked): number =>
  compareText(a.survey, b.survey) || compareText(a.theme ?? '', b.theme ?? '');
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const readPlace = (place: string): Asked & { readonly measure: string } => {
  const [measure = '', survey = '', theme] = place.split(SEPARATOR);
  return theme === undefined ? { measure, survey } : { measure, survey, theme };
};

function rulesOf(
  { measure, about, sum }: { measure: string; about: Asked; sum: SurveySum | null },
  { fiscal }: MeasureContext,
): CellRules {
  return {
    kind: sum ? 'sum' : 'count',
    signed: false,
    behavioural: sum?.behavioural ?? !(BASES.has(measure) || ZERO_IS_NO_NEWS.has(measure)),
    countMeasure: sum?.countMeasure ? nameOf(sum.countMeasure) : null,
    label: ({ period }) => monthLabel(period, fiscal),
    scope: () => scopeOf(about),
  };
}

/** One row of everyone before those of the registered segments; crossings only where there are schemes to cross. */
function withEveryone(rows: readonly CellRow[], { segments }: MeasureContext): CellRow[] {
  const below = rows.filter(({ scheme }) => segments.includes(scheme));
  const everyone = rows.filter(({ scheme }) => scheme === 'all' || scheme === 'guest');
  const others = below.length === 0 ? [] : everyone.filter(({ scheme }) => scheme === 'guest');
  const atoms = segments.length > 1 ? rows.filter(({ scheme }) => scheme === 'atom') : [];
  return [
    ...everyone.slice(0, 1).map((like) => union(everyone, like)),
    ...others,
    ...below,
    ...atoms,
  ];
}

function union(rows: readonly CellRow[], like: CellRow): CellRow {
  const add = (pick: (row: CellRow) => number) => rows.reduce((sum, row) => sum + pick(row), 0);
  const sizes = rows.flatMap(({ largest, second }) => [largest, second]).sort((a, b) => b - a);
  return {
    ...like,
    scheme: 'all',
    segment: 'all',
    customers: add((row) => row.customers),
    total: add((row) => row.total),
    absolute: add((row) => row.absolute),
    largest: sizes[0] ?? 0,
    second: sizes[1] ?? 0,
  };
}

/** Segments of each scheme and those whom nobody knows are everyone. */
function equationsOf(
  rows: readonly CellRow[],
  rules: CellRules,
  { segments }: MeasureContext,
): Equation[] {
  const [everyone] = rows;
  const key = (row: CellRow) => cellOfRow(row, rules).key;
  const unknown = rows.filter(({ scheme }) => scheme === 'guest').map(key);
  return audienceEquations(rows, rules, segments).map((equation) =>
    everyone && equation.total === key(everyone)
      ? { ...equation, parts: [...equation.parts, ...unknown] }
      : equation,
  );
}
