import type { Figure } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { weekLabel } from '#lib/units/calendar.ts';
import { ripeMean } from '../facts/cells/ripe-mean.ts';
import { ripeTotal } from '../facts/cohorts/cohort-cells.ts';
import { cohortOptions } from '../facts/cohorts/cohort-windows.ts';
import { cellKeys, type Estimate, figure, ratio } from '../figures.ts';
import { optionsText } from './options.ts';
import { type Retention, retentionValue } from './value.ts';

const NOTHING: Measured = { figures: [], cells: [], equations: [] };

/**
 * Mean over the ripe cohorts of each age. A weighted share is the ratio of two sums of cells, and these are cells of
 * their own. Every other mean is no such ratio: it tells its parts, and is published only with all of them.
 */
export function meanRetention(retention: Retention, week: number): Measured {
  const { options, table } = retention;
  if (options.mean === 'none' || table.cohorts.length === 0) return NOTHING;
  const isRatioOfSums =
    options.mean === 'weighted' &&
    options.measure === 'customers' &&
    options.reference === 'cohort' &&
    options.entry !== 'recurring';
  const means = table.ages.map((age) => {
    if (table.ripeCohorts(age).length === 0) return unripeMean(retention, age, week);
    return isRatioOfSums ? ratioOfSums(retention, age, week) : meanOfValues(retention, age, week);
  });
  return {
    figures: means.flatMap(({ figures }) => figures),
    cells: means.flatMap(({ cells }) => cells),
    equations: means.flatMap(({ equations }) => equations),
  };
}

function ratioOfSums({ options, table }: Retention, age: number, week: number): Measured {
  const ripe = table.ripeCohorts(age);
  const total = (part: 'size' | 'active' | 'inactive') =>
    ripeTotal(
      ripe.map((cohort) => table[part](cohort, age)),
      { age, week, of: table.rules.of },
    );
  const totals = { size: total('size'), active: total('active'), inactive: total('inactive') };
  const { size, active, inactive } = totals;
  const estimate = {
    value: age === 0 ? 1 : ratio(active.cell.total, size.cell.total),
    customers: size.cell.customers,
    cells: cellKeys(size.cell, active.cell, inactive.cell),
  };
  return {
    figures: [meanFigure({ options, table }, { age, week }, estimate)],
    cells: [size.cell, active.cell, inactive.cell],
    equations: [size.equation, active.equation, inactive.equation],
  };
}

function meanOfValues(retention: Retention, age: number, week: number): Measured {
  const { options, table } = retention;
  const parts = table.ripeCohorts(age).map((cohort) => ({
    ...retentionValue(retention, cohort, age),
    weight: table.size(cohort).total,
    size: table.size(cohort),
  }));
  const customers = parts.map((part) => part.customers);
  const estimate = {
    value: ripeMean(parts, options.mean === 'simple' ? 'simple' : 'weighted'),
    customers:
      options.entry === 'recurring'
        ? Math.max(...customers)
        : customers.reduce((sum, count) => sum + count, 0),
    cells: [...new Set(parts.flatMap(({ cells, size }) => [...cells, size.key]))],
  };
  return { ...NOTHING, figures: [meanFigure(retention, { age, week }, estimate)] };
}

const unripeMean = (retention: Retention, age: number, week: number): Measured => ({
  ...NOTHING,
  figures: [
    meanFigure(
      retention,
      { age, week },
      { value: null, reason: 'unripe', customers: 0, cells: [] },
    ),
  ],
});

const meanFigure = (
  { options, table }: Retention,
  { age, week }: { readonly age: number; readonly week: number },
  estimate: Omit<Estimate, 'name' | 'unit'>,
): Figure =>
  figure({
    ...estimate,
    name: {
      metric: 'cohort-retention',
      options: cohortOptions(
        table.rules.of,
        ...optionsText(options)
          .split('; ')
          .filter((option) => option !== ''),
        `mean=${options.mean}`,
      ),
      period: weekLabel(week),
      scope: { age: String(age) },
    },
    unit: options.measure === 'customers' ? 'share' : 'money',
  });
