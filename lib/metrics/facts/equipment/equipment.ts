import type { Fact, MeasureContext } from '../../metric.ts';
import { cellQuery } from '../cells/cell-query.ts';
import type { CellRow } from '../cells/cell-row.ts';
import { composeSql } from '../cells/compose-sql.ts';
import activeAtClose from '../stocks/active-at-close.sql';
import monthCloses from '../stocks/month-closes.sql';
import quarterClose from '../stocks/quarter-close.sql';
import { stockParameters, stockQuery } from '../stocks/stock-cells.ts';
import equipmentSql from './equipment.sql';
import heldFamiliesSql from './held-families.sql';
import heldProducts from './held-products.sql';

/** Products are known from lines of orders or from subscriptions. */
const hasProducts = ({ supplied }: MeasureContext): boolean =>
  supplied.has('order_items') || supplied.has('subscriptions');

const heldAt = (closes: string, sql: string): string =>
  composeSql({ closes, held_products: heldProducts, active_at_close: activeAtClose }, sql);

/** Customers, the products they hold and who holds several, at the month closes. */
export const equipment: Fact<CellRow> = {
  query: stockQuery('equipment', heldAt(monthCloses, equipmentSql)),
  parameters: stockParameters,
  applies: hasProducts,
};

/**
 * Customers, holders of each family of products, of each pair and of each three, at the quarter close. A pair has its
 * first family as scheme and its second as segment; of three the others are the segment, with a unit separator between.
 */
export const heldFamilies: Fact<CellRow> = {
  query: cellQuery('held-families', heldAt(quarterClose, heldFamiliesSql)),
  parameters: ({ closeDate }) => ({ cut: closeDate }),
  applies: hasProducts,
};
