import { groupBy } from '#lib/numerics/group-by.ts';
import type { Cell, Equation } from '#lib/privacy/cell.ts';
import type { Scope } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { closeLabel } from '#lib/units/calendar.ts';
import { complementOf, countCell, equation } from '../facts/cells/derived-cells.ts';
import { cellKeys, figure } from '../figures.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { MeasureContext } from '../metric.ts';
import { PROFILE_AGE, type TraitRow } from './fact.ts';
import { type Lift, liftsOf } from './lift.ts';

/** A lift below this is not worth a profile. */
const LEAST_LIFT = 1.2;
const OPTIONS = `age=${PROFILE_AGE} d; top=20 %`;

/**
 * Lift of the values of traits that the top fifth of customers have at least 1.2 times as often as everyone, as far as that
 * stands among all that were tested; and how many were. Every other value of enough customers is a row without a number,
 * which a reader cannot tell from one that is withheld. Describes, does not explain.
 */
export function idealProfile(rows: readonly TraitRow[], context: MeasureContext): Measured {
  const all = rows.find(({ trait }) => trait === 'all');
  if (!all || all.top === 0) return NOTHING_MEASURED;
  const period = closeLabel(context.closeDate, context.fiscal);
  const everyone = cellsOf(all, period);
  const values = rows.filter(({ trait }) => trait !== 'all');
  const lifts = liftsOf(all, values);
  const name = { metric: 'ideal-profile', options: OPTIONS, period };
  return {
    figures: [
      ...values.map((row) => {
        const own = cellsOf(row, period);
        const found = lifts.find((lift) => lift.row === row && isIdeal(lift));
        return figure({
          name: { ...name, scope: own.customers.scope },
          unit: 'ratio',
          value: found?.lift ?? null,
          reason: 'not_positive',
          ...(found ? { lower: found.lower, upper: found.upper } : {}),
          customers: row.customers,
          cells: found ? cellKeys(...Object.values(own), ...Object.values(everyone)) : [],
        });
      }),
      // How many values were tested is about no one of them.
      figure({
        name: { ...name, options: 'part=tested', scope: {} },
        unit: 'count',
        value: lifts.length,
        customers: 0,
        cells: [],
      }),
    ],
    ...systemOf(everyone, values, period),
  };
}

const isIdeal = ({ lift, stands }: Lift): boolean => stands && lift >= LEAST_LIFT;

/** Customers with a value, those of them in the top fifth, and the others. */
interface ProfileCells {
  readonly customers: Cell;
  readonly top: Cell;
  readonly rest: Cell;
}

function cellsOf({ trait, value, customers, top }: TraitRow, period: string): ProfileCells {
  const scope = scopeOf(trait, value);
  const whole = countCell({ measure: 'profile-customers', period, scope }, customers, false);
  const best = countCell({ measure: 'profile-top', period, scope }, top, trait !== 'all');
  return { customers: whole, top: best, rest: complementOf(whole, best, 'profile-rest') };
}

/** Customers without one of the values that enough have are `others`, whatever a value is called. */
const scopeOf = (trait: string, value: string): Scope => {
  if (trait === 'all') return {};
  return value === OTHERS ? { others: trait } : { profile: `${trait} ${value}` };
};

const OTHERS = '';

/** Everyone is the values of each trait and the others; each is the top fifth and the rest. */
function systemOf(everyone: ProfileCells, values: readonly TraitRow[], period: string) {
  const byTrait = [...groupBy(values, ({ trait }) => trait).values()].map((own) => {
    const sum = (pick: (row: TraitRow) => number) => own.reduce((n, row) => n + pick(row), 0);
    const others: TraitRow = {
      trait: own[0]?.trait ?? '',
      value: OTHERS,
      customers: everyone.customers.total - sum(({ customers }) => customers),
      top: everyone.top.total - sum(({ top }) => top),
    };
    return [...own, ...(others.customers > 0 ? [others] : [])].map((row) => cellsOf(row, period));
  });
  const apart = [everyone, ...byTrait.flat()];
  const equations: Equation[] = [
    ...apart.map(({ customers, top, rest }) => equation(customers, top, rest)),
    ...byTrait.map((own) => equation(everyone.customers, ...own.map((cells) => cells.customers))),
    ...byTrait.map((own) => equation(everyone.top, ...own.map((cells) => cells.top))),
  ];
  return { cells: apart.flatMap((own): Cell[] => Object.values(own)), equations };
}
