import type { Cell } from '#lib/privacy/cell.ts';
import type { Figure } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { cellKeys, figure, ratio } from '../figures.ts';
import { flowFigures } from '../flow-figures.ts';
import { mergeMeasured } from '../measured.ts';
import type { MeasureContext } from '../metric.ts';
import { ladderCells } from '../money-ladder/ladder-cells.ts';

/** Net sales per order, in minor units: all orders of the compared weeks, guests' too; customers' by segment. */
export function averagePurchaseValue(rows: readonly CellRow[], context: MeasureContext): Measured {
  const segments = flowFigures(
    rows,
    {
      figures: [
        {
          metric: 'apv',
          options: '',
          unit: 'money',
          of: ['net-sales', 'orders'],
          value: (total) => ratio(total('net-sales'), total('orders')),
        },
      ],
      everyone: 'nothing',
    },
    context,
  );
  return mergeMeasured([everyOrder(rows, context), segments]);
}

function everyOrder(rows: readonly CellRow[], context: MeasureContext): Measured {
  const { week, priorWeek, yearAgoWeek } = context;
  const ladder = ladderCells(rows, ['ordering-customers', 'net-sales', 'orders'], context);
  const figures = [week, priorWeek, yearAgoWeek].flatMap((at) => {
    const sales = ladder.ledger('net-sales', at);
    const orders = ladder.ledger('orders', at);
    return sales && orders ? [perOrder(sales, orders)] : [];
  });
  return { figures, cells: ladder.cells, equations: ladder.equations };
}

const perOrder = (sales: Cell, orders: Cell): Figure =>
  figure({
    name: { metric: 'apv', options: '', period: sales.period, scope: {} },
    unit: 'money',
    value: ratio(sales.total, orders.total),
    customers: orders.customers,
    cells: cellKeys(sales, orders),
  });
