import type { Cell } from '#lib/privacy/cell.ts';
import type { Figure } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { weekLabel } from '#lib/units/calendar.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { EVERYONE, flowCells } from '../facts/week/flow-cells.ts';
import { cellKeys, figure } from '../figures.ts';
import { mergeMeasured } from '../measured.ts';
import type { MeasureContext } from '../metric.ts';
import { ladderCells } from '../money-ladder/ladder-cells.ts';
import { shapleyParts, wholeParts } from './shapley-parts.ts';

/**
 * Change of net revenue since the week before by its drivers, in whole minor units that add up: of identified customers
 * by how many they are, how often they order and what an order is worth; and of all orders, guests' too, by the last two.
 */
export function shapley(flow: readonly CellRow[], context: MeasureContext): Measured {
  return mergeMeasured([ofCustomers(flow, context), ofOrders(flow, context)]);
}

function ofCustomers(flow: readonly CellRow[], context: MeasureContext): Measured {
  const { cells, equations, at } = flowCells(flow, ['orders', 'net-revenue'], {
    ...context,
    segments: [],
  });
  const chain = (week: number) => [
    at('ordering-customers', EVERYONE, week),
    at('orders', EVERYONE, week),
    at('net-revenue', EVERYONE, week),
  ];
  const drivers = { of: 'customers', names: ['customers', 'frequency', 'value'] };
  return { figures: driverFigures(drivers, chain, context), cells, equations };
}

function ofOrders(flow: readonly CellRow[], context: MeasureContext): Measured {
  const measures = ['ordering-customers', 'orders', 'net-revenue'];
  const { cells, equations, ledger } = ladderCells(flow, measures, context);
  const chain = (week: number) => [ledger('orders', week), ledger('net-revenue', week)];
  const drivers = { of: 'orders', names: ['orders', 'value'] };
  return { figures: driverFigures(drivers, chain, context), cells, equations };
}

interface Drivers {
  readonly of: string;
  readonly names: readonly string[];
}

type Chain = (week: number) => readonly (Cell | null)[];

/** The first total of a chain is a factor, and each next one over the one before it. */
function driverFigures(
  { of, names }: Drivers,
  chain: Chain,
  { week, priorWeek }: MeasureContext,
): Figure[] {
  const before = chain(priorWeek).filter((cell) => cell !== null);
  const after = chain(week).filter((cell) => cell !== null);
  if (before.length < names.length || after.length < names.length) return [];
  const [from, to] = [factorsOf(before), factorsOf(after)];
  const change = (after.at(-1)?.total ?? 0) - (before.at(-1)?.total ?? 0);
  const isKnown = [...from, ...to].every(Number.isFinite);
  const values = isKnown ? wholeParts(shapleyParts(from, to), change) : [];
  const [first] = after;
  return names.map((name, i) =>
    figure({
      name: {
        metric: 'shapley',
        options: `of=${of}; part=${name}`,
        period: weekLabel(week),
        scope: {},
      },
      unit: 'money',
      value: values[i] ?? null,
      customers: first?.customers ?? 0,
      cells: cellKeys(...before, ...after),
    }),
  );
}

const factorsOf = (cells: readonly Cell[]): number[] =>
  cells.map(({ total }, i) => (i === 0 ? total : total / (cells[i - 1]?.total ?? 0)));
