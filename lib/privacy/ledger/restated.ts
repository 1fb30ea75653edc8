import { type CellKey, cellKey } from '../cell.ts';
import type { FigureName, ReleasedFigure } from '../figure.ts';
import { figureKey } from './figure-key.ts';

/** Metric of the figures by which a bundle says what became of closed weeks. */
export const RESTATEMENT = 'restatement';

/** The metric whose lines are restated. */
const RESTATED = 'money-ladder';

/** A line of a closed week in the bundle of a quarter, such as `2026-Q3`. */
export interface RestatedLine {
  readonly bundle: string;
  readonly line: string;
  readonly period: string;
}

/** Name of a part of a restated line: `released`, `now`, `difference`, or a cause of the difference. */
export const restatedName = ({ bundle, line, period }: RestatedLine, part: string): FigureName => ({
  metric: RESTATEMENT,
  options: `bundle=${bundle}; line=${line}; part=${part}`,
  period,
  scope: {},
});

/** Name of the count of weeks that a bundle measured again; its period is that of the report it stands in. */
export const bundleMark = (bundle: string, period: string): FigureName => ({
  metric: RESTATEMENT,
  options: `bundle=${bundle}`,
  period,
  scope: {},
});

/** Marks the cells of customers and guests together. */
export const LEDGER_PREFIX = 'ledger-';

/** The key under which the gate knows a line of the ladder of everyone, guests included. */
export const ladderKey = (line: string, period: string): CellKey =>
  cellKey(LEDGER_PREFIX + line, period, {});

export const ladderName = (line: string, period: string): FigureName => ({
  metric: RESTATED,
  options: `line=${line}`,
  period,
  scope: {},
});

/** Period of the report that holds a bundle; null where none was released. */
export const reportOfBundle = (
  figures: Iterable<ReleasedFigure>,
  bundle: string,
): string | null => {
  for (const { metric, options, period } of figures)
    if (metric === RESTATEMENT && options === `bundle=${bundle}`) return period;
  return null;
};

/** A figure as a bundle restated it. */
export interface Restated {
  readonly value: number;
  /** Period of the report that said so: later ones open at this value. */
  readonly said: string;
}

const OPTIONS = /^bundle=([^;]+)(?:; line=([^;]+); part=([^;]+))?$/;

/** What a figure of a bundle is about; line and part are empty in its count of weeks. */
export function restatedPart({ options }: Pick<FigureName, 'options'>): {
  readonly bundle: string;
  readonly line: string;
  readonly part: string;
} {
  const [, bundle = '', line = '', part = ''] = OPTIONS.exec(options) ?? [];
  return { bundle, line, part };
}

/** Restated values by the key of the figure that they take the place of. */
export function restatedValues(figures: readonly ReleasedFigure[]): ReadonlyMap<string, Restated> {
  const restated = figures.flatMap(({ metric, options, period, value }) => {
    const { bundle, line, part } = restatedPart({ options });
    if (metric !== RESTATEMENT || part !== 'now' || value === null) return [];
    const said = reportOfBundle(figures, bundle);
    return said === null ? [] : [[figureKey(ladderName(line, period)), { value, said }] as const];
  });
  return new Map(restated);
}
