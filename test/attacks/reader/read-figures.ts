import type { PrintedFigure, PrintedRelease } from '../leaving/printed-figure.ts';
import type { CellName } from '../shop/cell-name.ts';
import { KnownCells } from './known-cells.ts';

/** Reads a release: what is printed first, then what follows from a mean or a rate and its base. */
export function knownCells({ figures }: PrintedRelease): KnownCells {
  const known = new KnownCells();
  for (const figure of figures) learnCustomers(figure, known);
  for (const figure of figures) READINGS[figure.metric]?.(figure, known);
  for (const figure of figures) SECOND_READINGS[figure.metric]?.(figure, known);
  return known;
}

type Reading = (figure: PrintedFigure, known: KnownCells) => void;

const option = ({ options }: PrintedFigure, name: string): string | undefined =>
  options
    .split('; ')
    .find((each) => each.startsWith(`${name}=`))
    ?.slice(name.length + 1);

const days = (text: string | undefined): string => (text ?? '').replace(' d', '');

const of = (
  { period, scope }: PrintedFigure,
  measure: string,
  more: CellName['scope'] = {},
): CellName => ({
  measure,
  period,
  scope: { ...scope, ...more },
});

/** The ladder and its rates are of identified customers and guests together; so is the total row of segments. */
const withGuests = ({ scope }: PrintedFigure): CellName['scope'] =>
  Object.keys(scope).length === 0 ? { buyer: 'everyone' } : {};

const WEEKLY = new Set([
  'active-customers',
  'returning-share',
  'purchase-frequency',
  'customer-value',
]);
const OF_COHORT = new Set([
  'repeat-rate',
  'cohort-retention',
  'clv-historic',
  'cac-loaded',
  'clv-cac',
  'payback',
]);

/** Many figures say how many customers they are about. */
function learnCustomers(figure: PrintedFigure, known: KnownCells): void {
  const { metric, customers, scope } = figure;
  if (customers === null) return;
  if (WEEKLY.has(metric) && figure.options !== 'window=28 d')
    known.learn(of(figure, 'ordering-customers'), customers);
  if (OF_COHORT.has(metric) && scope['cohort'] !== undefined)
    known.learn({ ...of(figure, 'cohort-size'), scope: sizeScope(scope) }, customers);
  if (metric === 'clv-predicted') known.learn(of(figure, 'known-customers'), customers);
  if (metric === 'rfm' && figure.options.includes('share'))
    known.learn({ measure: 'known-customers', period: figure.period, scope: {} }, customers);
}

const sizeScope = ({ age: _, ...scope }: CellName['scope']): CellName['scope'] => scope;

const READINGS: Readonly<Record<string, Reading>> = {
  'money-ladder': (figure, known) =>
    learnValue(of(figure, option(figure, 'line') ?? '', withGuests(figure)), figure, known),
  'active-customers': (figure, known) =>
    learnValue(
      of(figure, option(figure, 'window') === 'week' ? 'ordering-customers' : 'active-28-days'),
      figure,
      known,
    ),
  'new-customers': (figure, known) =>
    learnValue(of(figure, figure.options === '' ? 'new-customers' : 'cohort-size'), figure, known),
  'cac-loaded': (figure, known) => {
    if (option(figure, 'part') === 'media-spend')
      learnValue(of(figure, 'media-spend'), figure, known);
  },
  'clv-tier': (figure, known) =>
    learnValue(
      { ...of(figure, 'tier-customers'), scope: { to: figure.scope['tier'] ?? '' } },
      figure,
      known,
    ),
  'tier-migration': (figure, known) => {
    const { customers, options, scope, period } = figure;
    if (options === '') learnValue(of(figure, 'tier-customers'), figure, known);
    if (options === '') return;
    const whole = { measure: 'tier-customers', period, scope: { from: scope['from'] ?? '' } };
    if (customers !== null) known.learn(whole, customers);
  },
  'segment-profit': (figure, known) => {
    const line = option(figure, 'line') ?? '';
    const scope = line === 'ordering-customers' ? {} : withGuests(figure);
    if (!line.startsWith('contribution-')) learnValue(of(figure, line, scope), figure, known);
  },
};

function learnValue(cell: CellName, { value }: PrintedFigure, known: KnownCells): void {
  if (value !== null) known.learn(cell, value);
}

/** `base` times `value`, where both are known. */
function learnProduct(
  cell: CellName,
  figure: PrintedFigure,
  [base, known]: [number | undefined, KnownCells],
): void {
  if (figure.value !== null && base !== undefined) known.learn(cell, figure.value * base);
}

const SECOND_READINGS: Readonly<Record<string, Reading>> = {
  'returning-share': (figure, known) =>
    learnProduct(of(figure, 'returning-customers'), figure, [
      known.of(of(figure, 'ordering-customers')),
      known,
    ]),
  'purchase-frequency': (figure, known) =>
    learnProduct(of(figure, 'orders'), figure, [known.of(of(figure, 'ordering-customers')), known]),
  'customer-value': (figure, known) =>
    learnProduct(of(figure, 'net-sales'), figure, [
      known.of(of(figure, 'ordering-customers')),
      known,
    ]),
  apv: (figure, known) => {
    const sales = known.of(of(figure, 'net-sales', withGuests(figure)));
    if (sales !== undefined && figure.value)
      known.learn(of(figure, 'orders', withGuests(figure)), sales / figure.value);
  },
  'segment-profit': (figure, known) => {
    const line = option(figure, 'line');
    if (line === 'contribution-per-customer')
      learnProduct(of(figure, 'contribution'), figure, [
        known.of(of(figure, 'ordering-customers')),
        known,
      ]);
    if (line === 'contribution-share')
      learnProduct(of(figure, 'contribution', withGuests(figure)), figure, [
        known.of(of(figure, 'net-revenue', withGuests(figure))),
        known,
      ]);
  },
  'refund-rate': (figure, known) => {
    const sales = known.of(of(figure, 'net-sales', withGuests(figure)));
    if (option(figure, 'view') !== 'ledger' || figure.value === null || sales === undefined) return;
    const discounted = sales / (1 - figure.value);
    known.learn(of(figure, 'discounted-sales', withGuests(figure)), discounted);
    known.learn(of(figure, 'refunds', withGuests(figure)), discounted - sales);
  },
  'tier-migration': (figure, known) => {
    const whole = { ...of(figure, 'tier-customers'), scope: { from: figure.scope['from'] ?? '' } };
    if (figure.options !== '')
      learnProduct(of(figure, 'tier-customers'), figure, [known.of(whole), known]);
  },
  'repeat-rate': (figure, known) =>
    learnProduct(of(figure, 'repeat-customers'), figure, [
      known.of(of(figure, 'cohort-size')),
      known,
    ]),
  'cohort-retention': (figure, known) => {
    const measure =
      figure.scope['cohort'] === undefined ? 'ripe-active-customers' : 'active-customers';
    learnProduct(of(figure, measure), figure, [cohortBase(figure, known), known]);
  },
  'clv-historic': learnContribution,
  roas: (figure, known) => {
    const spend = known.of(of(figure, 'media-spend'));
    if (figure.scope['channel'] === undefined) return;
    learnProduct(of(figure, 'net-sales-of-new'), figure, [spend, known]);
  },
};

/** Of a mean over cohorts it is printed how many customers it is about. */
const cohortBase = (figure: PrintedFigure, known: KnownCells): number | undefined =>
  figure.scope['cohort'] === undefined
    ? (figure.customers ?? undefined)
    : known.of({ ...of(figure, 'cohort-size'), scope: sizeScope(figure.scope) });

function learnContribution(figure: PrintedFigure, known: KnownCells): void {
  const age = option(figure, 'age');
  const base = cohortBase(figure, known);
  if (age !== undefined)
    learnProduct(of(figure, 'earned', { age: days(age) }), figure, [base, known]);
  if (age !== undefined || option(figure, 'mean') === 'cumulative') return;
  const measure =
    figure.scope['cohort'] === undefined ? 'ripe-month-contribution' : 'month-contribution';
  learnProduct(of(figure, measure), figure, [base, known]);
}
