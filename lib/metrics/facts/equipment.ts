import type { Fact, MeasureContext } from '../metric.ts';
import activeAtClose from './active-at-close.sql';
import { cellQuery } from './cell-query.ts';
import type { CellRow } from './cell-row.ts';
import { composeSql } from './compose-sql.ts';
import equipmentSql from './equipment.sql';
import heldFamiliesSql from './held-families.sql';
import heldProducts from './held-products.sql';
import monthCloses from './month-closes.sql';
import quarterClose from './quarter-close.sql';
import { stockParameters, stockQuery } from './stock-cells.ts';

const heldAt = (closes: string, sql: string): string =>
  composeSql({ closes, held_products: heldProducts, active_at_close: activeAtClose }, sql);

/** Customers, the products they hold and who holds several, at the month closes. */
export const equipment: Fact<CellRow> = {
  query: stockQuery('equipment', heldAt(monthCloses, equipmentSql)),
  parameters: stockParameters,
};

/**
 * Customers, holders of each family of products and of each pair of families, at the quarter close. A pair has its first
 * family as scheme and its second as segment.
 */
export const heldFamilies: Fact<CellRow> = {
  query: cellQuery('held-families', heldAt(quarterClose, heldFamiliesSql)),
  parameters: ({ closeDate }) => ({ cut: closeDate }),
};

/** Products are known from lines of orders or from subscriptions. */
export const hasProducts = ({ supplied }: MeasureContext): boolean =>
  supplied.has('order_items') || supplied.has('subscriptions');
