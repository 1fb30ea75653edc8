import { type Cell, cellKey } from '#lib/privacy/cell.ts';
import { monthLabel } from '#lib/units/calendar.ts';
import type { Fact, MeasureContext } from '../../metric.ts';
import { cellQuery } from '../cells/cell-query.ts';
import type { Audience, CellRow } from '../cells/cell-row.ts';
import { audienceScope, audiencesOf, cellOfRow } from '../cells/cells-of-rows.ts';
import { composeSql } from '../cells/compose-sql.ts';
import { equation } from '../cells/derived-cells.ts';
import type { CellsAndEquations } from '../cohorts/cohort-cells.ts';
import monthCloses from '../stocks/month-closes.sql';
import { stockParameters } from '../stocks/stock-cells.ts';
import { EVERYONE } from '../week/flow-cells.ts';
import sql from './loyalty-month.sql';

/**
 * `loyalty-ordering-customers`, `loyalty-net-sales` and `loyalty-contribution` in the compared months: of everyone, of
 * members of the loyalty programme and of others, and by tier in the reported month. Schemes `loyalty`, `loyalty-tier`.
 */
export const loyaltyMonth: Fact<CellRow> = {
  query: cellQuery('loyalty-month', composeSql({ closes: monthCloses }, sql)),
  parameters: stockParameters,
};

const ORDERING = 'loyalty-ordering-customers';
const MEASURES = [ORDERING, 'loyalty-net-sales', 'loyalty-contribution'] as const;
export type LoyaltyMeasure = (typeof MEASURES)[number];

export const MEMBERS: Audience = { scheme: 'loyalty', segment: 'member' };
export const OTHERS: Audience = { scheme: 'loyalty', segment: 'non-member' };

export interface LoyaltyCells extends CellsAndEquations {
  /** Tiers whose members did something in the reported month, by name. */
  readonly tiers: readonly Audience[];
  /** Null where nobody of the group did anything in the month. */
  at(measure: LoyaltyMeasure, group: Audience, month: number): Cell | null;
}

/** Everyone = members + others; members = tiers in the reported month. */
export function loyaltyCells(rows: readonly CellRow[], context: MeasureContext): LoyaltyCells {
  const label = (month: number): string => monthLabel(month, context.fiscal);
  const cells = new Map(rows.map((row) => loyaltyCell(row, label)).map((cell) => [cell.key, cell]));
  const at = (measure: LoyaltyMeasure, group: Audience, month: number) =>
    cells.get(cellKey(measure, label(month), audienceScope(group))) ?? null;
  const tiers = audiencesOf(rows, ['loyalty-tier']);
  const tie = (measure: LoyaltyMeasure, month: number) => {
    const found = (groups: readonly Audience[]) =>
      groups.flatMap((group) => at(measure, group, month) ?? []);
    const everyone = at(measure, EVERYONE, month);
    const members = at(measure, MEMBERS, month);
    const held = month === context.month ? found(tiers) : [];
    return [
      ...(everyone ? [equation(everyone, ...found([MEMBERS, OTHERS]))] : []),
      ...(members && held.length > 0 ? [equation(members, ...held)] : []),
    ];
  };
  const months = [...new Set(rows.map(({ period }) => period))];
  return {
    tiers,
    cells: [...cells.values()],
    equations: MEASURES.flatMap((measure) => months.flatMap((month) => tie(measure, month))),
    at,
  };
}

const loyaltyCell = (row: CellRow, label: (month: number) => string): Cell =>
  cellOfRow(row, {
    kind: row.measure === ORDERING ? 'count' : 'sum',
    signed: row.measure !== ORDERING,
    behavioural: false,
    countMeasure: row.measure === ORDERING ? null : ORDERING,
    label: ({ period }) => label(period),
  });
