import type { PrintedFigure, PrintedRelease } from '../leaving/printed-figure.ts';
import type { CellName } from '../shop/cell-name.ts';
import { cellOf, learn, learnShare, optionOf, type Reading } from './section.ts';

/** No tier. */
export const NONE = 'none';

const members = ({ period }: PrintedFigure, scope: CellName['scope']): CellName => ({
  ...{ measure: 'member-customers', period },
  scope,
});

const tierOf = ({ scope }: PrintedFigure): string => scope['loyalty-tier'] ?? '';

/** What the lines of the scorecard say. */
const LINES: Readonly<Record<string, (figure: PrintedFigure, reading: Reading) => void>> = {
  'ordering-customers': (figure, reading) =>
    learn(reading, cellOf(figure, 'ordering-customers'), figure.value),
  'net-sales': (figure, reading) => {
    learn(reading, cellOf(figure, 'net-sales'), figure.value);
    learn(reading, cellOf(figure, 'ordering-customers'), figure.customers);
  },
  contribution: (figure, reading) => learn(reading, cellOf(figure, 'contribution'), figure.value),
  members: (figure, reading) => {
    const scope = tierOf(figure) === '' ? { is: 'yes' } : { to: tierOf(figure) };
    learn(reading, members(figure, scope), figure.value);
  },
  moves: (figure, reading) => learn(reading, members(figure, figure.scope), figure.value),
  retention: (figure, reading) => {
    const of = members(figure, { from: tierOf(figure) });
    learn(reading, of, figure.customers);
    const part = members(figure, { from: tierOf(figure), ordered: 'yes' });
    learnShare(reading, part, { value: figure.value, of });
  },
};

export function readLoyalty({ figures }: PrintedRelease, reading: Reading): void {
  for (const figure of figures) {
    if (figure.metric === 'loyalty-participation') readParticipation(figure, reading);
    if (figure.metric === 'tier-scorecard')
      LINES[optionOf(figure, 'line') ?? '']?.(figure, reading);
  }
  const rows = figures.filter(({ metric }) => metric === 'tier-scorecard');
  const month = rows.find(({ options }) => options === 'line=net-sales');
  const quarter = rows.find(({ options }) => options === 'line=moves');
  if (month !== undefined) addMonth(month, tiersOf(rows), reading);
  if (quarter !== undefined) addMoves(quarter, tiersOf(rows), reading);
}

const tiersOf = (rows: readonly PrintedFigure[]): string[] => [
  ...new Set(rows.map(tierOf).filter((tier) => tier !== '')),
];

function readParticipation(figure: PrintedFigure, reading: Reading): void {
  const { value, customers, options } = figure;
  const of = cellOf(figure, 'ordering-customers');
  learn(reading, of, customers);
  if (options === '')
    learnShare(reading, cellOf(figure, 'ordering-customers', { loyalty: 'member' }), { value, of });
  else learnShare(reading, cellOf(figure, 'net-sales'), { value, of });
}

/** Who orders is a member or not, and a member is of one tier. */
function addMonth({ period }: PrintedFigure, tiers: readonly string[], { sums }: Reading): void {
  for (const measure of ['ordering-customers', 'net-sales', 'contribution']) {
    const at = (scope: CellName['scope']) => ({ measure, period, scope });
    sums.add(at({}), [at({ loyalty: 'member' }), at({ loyalty: 'non-member' })]);
    sums.add(
      at({ loyalty: 'member' }),
      tiers.map((tier) => at({ 'loyalty-tier': tier })),
    );
  }
}

/** Who was in a tier is somewhere now, and ordered in between or did not; who is in one was somewhere. */
function addMoves(figure: PrintedFigure, tiers: readonly string[], { sums }: Reading): void {
  const at = (scope: CellName['scope']) => members(figure, scope);
  const places = [...tiers, NONE];
  for (const tier of tiers) {
    const [from, to] = [at({ from: tier }), at({ to: tier })];
    sums.add(
      from,
      places.map((place) => at({ from: tier, to: place })),
    );
    sums.add(from, [at({ from: tier, ordered: 'yes' }), at({ from: tier, ordered: 'no' })]);
    sums.add(
      to,
      places.map((place) => at({ from: place, to: tier })),
    );
  }
  sums.add(
    at({ is: 'yes' }),
    tiers.map((tier) => at({ to: tier })),
  );
  sums.add(
    at({ was: 'yes' }),
    tiers.map((tier) => at({ from: tier })),
  );
}
