import type { PrintedFigure, PrintedRelease } from '../leaving/printed-figure.ts';
import { addPartitions } from '../reader/sums.ts';
import type { CellName } from '../shop/cell-name.ts';
import {
  cellOf,
  learn,
  learnShare,
  membersIn,
  optionOf,
  periodsOf,
  type Reading,
} from './section.ts';

const GAINS = ['new', 'reactivation', 'expansion'];
const LOSSES = ['contraction', 'churn'];

const everyone = (period: string, measure: string, scope: CellName['scope'] = {}): CellName => ({
  measure,
  period,
  scope,
});

type Reads = (figure: PrintedFigure, reading: Reading) => void;

/** What each figure says by itself, then what follows from a share of it. */
const FIRST: Readonly<Record<string, Reads>> = {
  'mrr-movements': (figure, reading) => {
    const part = optionOf(figure, 'part') ?? '';
    if (part === 'opening') return learn(reading, stock(figure, 'open'), figure.value);
    if (part === 'closing') return learn(reading, stock(figure, 'close'), figure.value);
    return learn(reading, cellOf(figure, 'moved-revenue', { part }), figure.value);
  },
  arpa: (figure, reading) => learn(reading, subscribers(figure, 'close'), figure.customers),
  asp: (figure, reading) => learn(reading, won(figure, 'new'), figure.customers),
  'logo-churn': (figure, reading) => {
    if (figure.options === '' || figure.options === 'variant=daily-sum')
      learn(reading, subscribers(figure, 'open'), figure.customers);
    if (figure.options === 'part=churned')
      learn(reading, cellOf(figure, 'churned-customers'), figure.value);
    if (figure.options === 'variant=stripe30')
      learn(reading, cellOf(figure, 'exposed-customers'), figure.customers);
  },
  'retention-rate': (figure, reading) =>
    learn(reading, subscribers(figure, 'open'), figure.customers),
};

const SECOND: Readonly<Record<string, Reads>> = {
  arpa: (figure, reading) => {
    if (figure.options !== '') return;
    const of = subscribers(figure, 'close');
    learnShare(reading, stock(figure, 'close'), { value: figure.value, of });
  },
  asp: (figure, reading) => {
    if (figure.options !== '') return;
    const of = won(figure, 'new');
    learnShare(reading, cellOf(figure, 'moved-revenue', { part: 'new' }), {
      value: figure.value,
      of,
    });
  },
  'logo-churn': (figure, reading) => {
    const { value, options } = figure;
    const of = subscribers(figure, 'open');
    const reason = optionOf(figure, 'reason');
    if (options === '') learnShare(reading, cellOf(figure, 'churned-customers'), { value, of });
    if (reason !== undefined)
      learnShare(reading, cellOf(figure, 'churned-customers', { reason }), { value, of });
    if (options === 'variant=stripe30')
      learnShare(reading, cellOf(figure, 'ended-customers'), {
        value,
        of: cellOf(figure, 'exposed-customers'),
      });
  },
  'attrition-rate': (figure, reading) =>
    learnShare(reading, cellOf(figure, 'churned-customers'), {
      value: figure.value,
      of: subscribers(figure, 'open'),
    }),
};

const stock = (figure: PrintedFigure, at: string): CellName =>
  cellOf(figure, 'recurring-revenue', { at });

const subscribers = (figure: PrintedFigure, at: string): CellName =>
  cellOf(figure, 'subscribing-customers', { at });

const won = (figure: PrintedFigure, part: string): CellName =>
  cellOf(figure, 'new-subscribing-customers', { part });

export function readSubscriptions({ figures }: PrintedRelease, reading: Reading): void {
  for (const figure of figures) FIRST[figure.metric]?.(figure, reading);
  for (const figure of figures) SECOND[figure.metric]?.(figure, reading);
  const months = periodsOf(figures, 'mrr-movements');
  for (const month of months) addMonth(month, reading);
  const last = months.at(-1);
  const prior = months.at(-2);
  if (last === undefined || prior === undefined) return;
  const members = membersIn(figures, 'mrr-movements');
  for (const part of [...GAINS, ...LOSSES])
    addPartitions(
      (scope) => everyone(last, 'moved-revenue', { ...scope, part }),
      members,
      reading.sums,
    );
  for (const measure of ['recurring-revenue', 'subscribing-customers'])
    reading.sums.add(everyone(last, measure, { at: 'open' }), [
      everyone(prior, measure, { at: 'close' }),
    ]);
}

/** Money and heads: what there was and what came is what went and what is left. */
function addMonth(month: string, { sums }: Reading): void {
  const at = (measure: string, scope: CellName['scope'] = {}) => everyone(month, measure, scope);
  const moved = (part: string) => at('moved-revenue', { part });
  sums.add(at('higher-revenue'), [at('recurring-revenue', { at: 'open' }), ...GAINS.map(moved)]);
  sums.add(at('higher-revenue'), [at('recurring-revenue', { at: 'close' }), ...LOSSES.map(moved)]);
  const open = at('subscribing-customers', { at: 'open' });
  const close = at('subscribing-customers', { at: 'close' });
  const lost = at('churned-customers');
  const came = ['new', 'reactivation'].map((part) => at('new-subscribing-customers', { part }));
  sums.add(at('either-subscribing-customers'), [open, ...came]);
  sums.add(at('either-subscribing-customers'), [close, lost]);
  sums.add(open, [lost, at('kept-customers')]);
  sums.add(
    lost,
    ['voluntary', 'involuntary'].map((reason) => at('churned-customers', { reason })),
  );
  sums.add(at('exposed-customers'), [open, at('beginning-customers')]);
  sums.add(at('ended-customers'), [at('ended-customers', { standard: 'other' }), lost]);
}
