import type { Cell } from '#lib/privacy/cell.ts';
import type { Figure } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { weekLabel } from '#lib/units/calendar.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { cellKeys, figure } from '../figures.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { MeasureContext } from '../metric.ts';
import { largeSegments, type Margin, type WeekMargins, weekMargins } from './margin-cells.ts';
import { type RateAndMix, rateAndMix, type WeightedRate } from './rate-and-mix.ts';

/**
 * Change of the contribution margin since the week before: margins of the segments of the first registered scheme, and
 * what of net revenue they make up. Nothing without costs of orders, since an assumed margin is the same for all. One
 * scheme alone needs no crossings of the week before, which would double the gate's work.
 */
export function rateMix(flow: readonly CellRow[], context: MeasureContext): Measured {
  const [scheme] = context.segments;
  if (scheme === undefined || context.marginBasis !== 'costs') return NOTHING_MEASURED;
  return schemeMix(flow, scheme, { ...context, segments: [scheme] });
}

function schemeMix(flow: readonly CellRow[], scheme: string, context: MeasureContext): Measured {
  const { week, priorWeek } = context;
  const apart = largeSegments(flow, scheme, [priorWeek, week]);
  if (apart.length === 0) return NOTHING_MEASURED;
  const after = weekMargins(flow, { scheme, apart }, context);
  const before = weekMargins(flow, { scheme, apart }, { ...context, week: priorWeek });
  return {
    figures: partFigures({ scheme, before, after }, week),
    cells: [...before.cells, ...after.cells],
    equations: [...before.equations, ...after.equations],
  };
}

interface Change {
  readonly scheme: string;
  readonly before: WeekMargins;
  readonly after: WeekMargins;
}

function partFigures({ scheme, before, after }: Change, week: number): Figure[] {
  if (!before.everyone || !after.everyone) return [];
  const change = changeOf(before, after);
  const { customers } = after.everyone.revenue;
  const cells = cellKeys(...cellsOf(before), ...cellsOf(after));
  return (['rate', 'mix'] as const).map((part) =>
    figure({
      name: {
        metric: 'rate-mix',
        options: `of=contribution-share; part=${part}; scheme=${scheme}`,
        period: weekLabel(week),
        scope: {},
      },
      unit: 'share',
      value: change?.[part] ?? null,
      reason: 'not_positive',
      customers,
      cells,
    }),
  );
}

const cellsOf = ({ everyone, parts }: WeekMargins): Cell[] =>
  [...(everyone ? [everyone] : []), ...parts.values()].flatMap(({ contribution, revenue }) => [
    contribution,
    revenue,
  ]);

/** Null where some part sold nothing, or gave back more than it sold: it has no margin. */
function changeOf(before: WeekMargins, after: WeekMargins): RateAndMix | null {
  const margins = [before, after].flatMap(({ parts }) => [...parts.values()]);
  if (margins.some(({ revenue }) => revenue.total <= 0)) return null;
  const names = [...new Set([...before.parts.keys(), ...after.parts.keys()])];
  return rateAndMix(
    names.map((name) => ({ before: ratioOf(name, before), after: ratioOf(name, after) })),
  );
}

function ratioOf(name: string, { everyone, parts }: WeekMargins): WeightedRate | null {
  const margin: Margin | undefined = parts.get(name);
  if (!margin || !everyone) return null;
  return {
    weight: margin.revenue.total / everyone.revenue.total,
    rate: margin.contribution.total / margin.revenue.total,
  };
}
