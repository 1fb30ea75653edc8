import type { ReleasedFigure, Scope } from '#lib/privacy/figure.ts';
import type { Cell, Tile } from '../document.ts';
import type { FigureTable } from '../figure-table.ts';
import { type Format, words } from '../format.ts';
import { cohortOf } from './cohort-figures.ts';
import type { LayoutContext } from './context.ts';

/** How far one target is met. */
export interface Attainment {
  /** The share of the target, or the difference from one of 0 or less; null with its reason. */
  readonly figure: ReleasedFigure;
  /** The target itself; null where it was not released. */
  readonly target: ReleasedFigure | null;
  /** Metric and options that the target is about, such as `repeat-rate age=90 d`. */
  readonly of: string;
  /** GREEN, AMBER or RED; null without a value. */
  readonly status: string | null;
  /** Who set it, and its version: `finance v2`. */
  readonly origin: string;
}

/** Every target of a report. */
export function attainments(figures: FigureTable): readonly Attainment[] {
  const all = figures
    .all('target-attainment')
    .map((figure) => ({ figure, said: optionsOf(figure.options) }));
  return all
    .filter(({ said }) => said['part'] !== 'target')
    .map(({ figure, said }) => {
      const { of = '', direction, owner = '', tolerance, version = '' } = said;
      const target = all.find(
        (other) =>
          other.said['part'] === 'target' &&
          other.said['of'] === of &&
          isSamePlace(other.figure, figure),
      );
      const isLowerBetter = direction === 'lower';
      return {
        figure,
        target: target?.figure ?? null,
        of,
        status: statusOf(figure, Number(tolerance), isLowerBetter),
        origin: `${owner} v${version}`.trim(),
      };
    });
}

/** A share in whole percent; one that is short of its target is never rounded up to it. */
export function attainedCell({ figure }: Attainment, format: Format): Cell {
  const cell = format.figure(figure, 'sum');
  const { value, unit } = figure;
  const isJustShort = unit === 'share' && value !== null && value < 1 && value >= 0.995;
  return isJustShort ? { ...cell, text: `<${cell.text}` } : cell;
}

/** How the target of a released figure is met; null where it has none. */
export const attainmentOf = (
  { metric, options, period, scope }: ReleasedFigure,
  all: readonly Attainment[],
): Attainment | null =>
  all.find(
    (one) =>
      one.of === [metric, options.replaceAll('; ', ', ')].join(' ').trim() &&
      isSamePlace(one.figure, { period, scope }),
  ) ?? null;

/** Without any target there is no such column; a ratio of its own limits then has a status nevertheless. */
export function ofTarget(
  now: ReleasedFigure,
  targets: readonly Attainment[],
  { format }: LayoutContext,
): Pick<Tile, 'target' | 'status'> {
  const attained = attainmentOf(now, targets);
  const limited = now.metric === 'clv-cac' && now.value !== null ? ratioStatus(now.value) : null;
  if (attained === null)
    return { target: targets.length === 0 ? null : words('no target'), status: limited };
  return { target: attainedCell(attained, format), status: attained.status };
}

/** Cohorts aside, what a target is about; the newest of several cohorts stands for them. */
export const newestOfEach = (all: readonly Attainment[]): readonly Attainment[] =>
  all.filter(
    (one) =>
      one.figure.scope['cohort'] === undefined ||
      !all.some(
        (other) =>
          other.of === one.of &&
          isSameScope(audienceOf(other), audienceOf(one)) &&
          cohortOf(other.figure) > cohortOf(one.figure) &&
          other.figure.value !== null,
      ),
  );

const audienceOf = ({ figure }: Attainment): Scope => {
  const { cohort: _, ...audience } = figure.scope;
  return audience;
};

function statusOf(
  { value, unit, options }: ReleasedFigure,
  tolerance: number,
  isLowerBetter: boolean,
): string | null {
  if (value === null) return null;
  if (options.includes('part=difference'))
    return (isLowerBetter ? value <= 0 : value >= 0) ? 'GREEN' : 'RED';
  if (unit !== 'share') return null;
  if (value >= 1) return 'GREEN';
  return value >= 1 - tolerance ? 'AMBER' : 'RED';
}

/** Limits of `clv-cac` in the metric definitions. */
const ratioStatus = (value: number): string => {
  if (value > 3) return 'GREEN';
  return value < 2 ? 'RED' : 'AMBER';
};

const optionsOf = (options: string): Partial<Record<string, string>> =>
  Object.fromEntries(
    options.split('; ').map((option) => {
      const at = option.indexOf('=');
      return [option.slice(0, at), option.slice(at + 1)];
    }),
  );

type Place = Pick<ReleasedFigure, 'period' | 'scope'>;

/** Whether two figures are about the same week or cohort of the same customers. */
export const isSamePlace = (a: Place, b: Place): boolean =>
  isSameScope(a.scope, b.scope) && (a.scope['cohort'] !== undefined || a.period === b.period);

const isSameScope = (a: Scope, b: Scope): boolean => {
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((dimension) => a[dimension] === b[dimension])
  );
};
