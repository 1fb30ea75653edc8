import { keyOfFigure } from '../leaving/figure-key.ts';
import type { PrintedFigure, PrintedRelease } from '../leaving/printed-figure.ts';
import type { ReaderTable } from '../reader/reader-table.ts';
import { keyOf } from '../shop/cell-name.ts';
import type { Truth } from '../shop/truth.ts';
import { type Score, scoreOf } from './score.ts';
import { K } from './secrets.ts';

/** What a rate is of: who did it, of whom. */
const RATES: Readonly<Record<string, readonly [string, string]>> = {
  'returning-share': ['returning-customers', 'ordering-customers'],
  'repeat-rate': ['repeat-customers', 'cohort-size'],
  'cohort-retention': ['active-customers', 'cohort-size'],
};

/** What a mail prints of a rate. */
const PRINTED_TO = 0.001;
const MOST_CUSTOMERS = 3000;

/**
 * A1r: a rate gives away how few did it, or did not, where every pair of whole numbers that rounds to it has a side below k.
 * Rates that share a denominator are put together.
 */
export function ratesAttack({ figures }: PrintedRelease, table: ReaderTable, truth: Truth): Score {
  const rates = figures.filter(
    ({ metric, scope, options }) =>
      metric in RATES && scope['age'] !== '0' && !options.includes('mean'),
  );
  const secrets = rates.filter((figure) => hasSmallSide(figure, truth));
  const hits = secrets
    .filter(({ value }) => value !== null)
    .filter((figure) => {
      const sizes = sizesOf(figure, rates, table);
      const pairs = sizes.flatMap((size) =>
        numeratorsOf(figure.value ?? 0, size).map((did) => Math.min(did, size - did)),
      );
      return pairs.length > 0 && pairs.every((side) => side < K);
    });
  return scoreOf(
    secrets.length,
    hits.map((figure) => `${keyOfFigure(figure)} is ${figure.value}`),
  );
}

const wholeScope = ({ scope: { age: _, ...scope } }: PrintedFigure) => scope;

function hasSmallSide(figure: PrintedFigure, truth: Truth): boolean {
  const [did = '', of = ''] = RATES[figure.metric] ?? [];
  const { period, scope } = figure;
  const size = truth.contributions({ measure: of, period, scope: wholeScope(figure) }).size;
  const acted = truth.contributions({ measure: did, period, scope }).size;
  return [acted, size - acted].some((side) => side > 0 && side < K);
}

/** How many customers the rate can be of: what is known, or what suits every rate with the same denominator. */
function sizesOf(
  figure: PrintedFigure,
  rates: readonly PrintedFigure[],
  { known }: ReaderTable,
): number[] {
  const [, of = ''] = RATES[figure.metric] ?? [];
  const size = known.get(keyOf({ measure: of, period: figure.period, scope: wholeScope(figure) }));
  if (size !== undefined) return [size];
  const shared = rates.filter(
    (other) =>
      other.metric === figure.metric && other.period === figure.period && other.value !== null,
  );
  const sizes = Array.from({ length: MOST_CUSTOMERS }, (_, i) => i + K);
  return sizes.filter((each) =>
    shared.every(({ value }) => numeratorsOf(value ?? 0, each).length > 0),
  );
}

function numeratorsOf(rate: number, size: number): number[] {
  const printed = Math.round(rate / PRINTED_TO) * PRINTED_TO;
  const [from, to] = [(printed - PRINTED_TO / 2) * size, (printed + PRINTED_TO / 2) * size];
  const first = Math.max(0, Math.ceil(from - 1e-9));
  return Array.from(
    { length: Math.max(0, Math.floor(to + 1e-9) - first + 1) },
    (_, i) => first + i,
  );
}
