import type { Figure } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { monthLabel } from '#lib/units/calendar.ts';
import type { Audience, CellRow } from '../facts/cells/cell-row.ts';
import { audienceScope, audiencesOf } from '../facts/cells/cells-of-rows.ts';
import {
  type SubscriptionCells,
  subscriptionCells,
} from '../facts/subscriptions/subscription-cells.ts';
import {
  MRR_PARTS,
  type SubscriptionMeasure,
  type SubscriptionWindow,
  subscriptionWindows,
} from '../facts/subscriptions/subscription-movements.ts';
import { EVERYONE } from '../facts/week/flow-cells.ts';
import { totalFigure } from '../figures.ts';
import type { MeasureContext } from '../metric.ts';

/** Lines of the bridge in its order, and the sign that each has in it. */
const BRIDGE = [
  { part: 'opening', sign: 1 },
  { part: 'new', sign: 1 },
  { part: 'reactivation', sign: 1 },
  { part: 'expansion', sign: 1 },
  { part: 'contraction', sign: -1 },
  { part: 'churn', sign: -1 },
  { part: 'fx', sign: 1 },
] as const;

const LINES: readonly SubscriptionMeasure[] = [...BRIDGE.map(({ part }) => part), 'closing'];

/**
 * Why recurring revenue moved: a bridge for the closed month, the month before and the same month a year ago; what
 * moved in the closed month by segment. Throws `BridgeDoesNotCloseError`.
 *
 * @param rows of the subscription movements.
 */
export function mrrMovements(rows: readonly CellRow[], context: MeasureContext): Measured {
  const cells = subscriptionCells(rows, context);
  const months = subscriptionWindows(context).filter(({ grain }) => grain === 'month');
  const closed = { grain: 'month', period: context.month } as const;
  for (const month of months) assertCloses(cells, month, context);
  return {
    figures: [
      ...months.flatMap((month) => lines({ cells, month, audience: EVERYONE }, LINES, context)),
      ...audiencesOf(
        rows.filter(({ period }) => period === context.month),
        context.segments,
      ).flatMap((audience) => lines({ cells, month: closed, audience }, MRR_PARTS, context)),
    ],
    cells: cells.cells,
    equations: cells.equations,
  };
}

interface Place {
  readonly cells: SubscriptionCells;
  readonly month: SubscriptionWindow;
  readonly audience: Audience;
}

const lines = (
  { cells, month, audience }: Place,
  parts: readonly SubscriptionMeasure[],
  { fiscal }: MeasureContext,
): Figure[] =>
  parts.flatMap((part): Figure[] => {
    const cell = cells.at(month, part, audience);
    if (!cell) return [];
    const period = monthLabel(month.period, fiscal);
    const scope = audienceScope(audience);
    const name = { metric: 'mrr-movements', options: `part=${part}`, period, scope };
    return [totalFigure(name, 'money', cell)];
  });

/** The gate refuses cells that do not add up; a bridge that does not close stops before it, by name. */
function assertCloses(
  cells: SubscriptionCells,
  month: SubscriptionWindow,
  { fiscal }: MeasureContext,
): void {
  const total = (part: SubscriptionMeasure) => cells.at(month, part)?.total ?? 0;
  const explained = BRIDGE.reduce((sum, { part, sign }) => sum + sign * total(part), 0);
  if (explained !== total('closing'))
    throw new BridgeDoesNotCloseError(monthLabel(month.period, fiscal));
}

/** Movements of recurring revenue do not add up to its change: a defect of the query, never a figure. */
export class BridgeDoesNotCloseError extends Error {
  override readonly name = 'BridgeDoesNotCloseError';
  constructor(month: string) {
    super(`recurring revenue of ${month}: opening and movements do not add up to the closing`);
  }
}
