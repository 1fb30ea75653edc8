import type { LayoutContext } from './context.ts';

/** What a part added to net revenue since the week before. */
export interface Part {
  readonly label: string;
  /** As a sentence says it. */
  readonly said: string;
  /** In minor units, with the sign it has in net revenue. */
  readonly change: number;
}

/** How a change is told, and its parts, which add up to it to the last minor unit. */
export interface Bridge {
  readonly caption: string;
  readonly parts: readonly Part[];
}

/** By what became of customers, guests apart or among the new and the absent, else by line of the money ladder. */
export function bridgeOf(context: LayoutContext): Bridge | null {
  const byCustomer = 'Net revenue, change by customer';
  const bridges: readonly Bridge[] = [
    { caption: byCustomer, parts: customerParts(GUESTS_APART, context) },
    { caption: byCustomer, parts: customerParts(GUESTS_AMONG, context) },
    { caption: 'Net revenue, change by line', parts: ladderParts(context) },
  ];
  const total = lineChange('net-revenue', context);
  const sum = (parts: readonly Part[]) => parts.reduce((all, { change }) => all + change, 0);
  return bridges.find(({ parts }) => parts.length > 1 && sum(parts) === total) ?? null;
}

/** The line of the ladder in the reported week and the week before. */
export function weeksOf(line: string, { head, figures }: LayoutContext) {
  const at = (period: string) =>
    figures.find('money-ladder', `line=${line}`, { period, scope: {} });
  return [at(head.period), at(head.priorPeriod)] as const;
}

type Named = readonly [part: string, label: string, said: string];

const NEW: Named = ['new', 'New customers', 'new customers'];
const ABSENT: Named = ['absent', 'Absent', 'absent customers'];
const COMMON: readonly Named[] = [
  ['acquisition-unknown', 'First seen', 'customers first seen'],
  ['reactivated', 'Reactivated', 'reactivated customers'],
  ['returning', 'Returning', 'returning customers'],
  ['up', 'Up', 'customers who spent more'],
  ['down', 'Down', 'customers who spent less'],
];
const GUESTS_APART: readonly Named[] = [NEW, ...COMMON, ABSENT, ['guests', 'Guests', 'guests']];
const GUESTS_AMONG: readonly Named[] = [
  ['new-or-guest', 'New, and guests', 'new customers and guests'],
  ...COMMON,
  ['absent-or-guest', 'Absent, and guests before', 'absent customers and earlier guests'],
];

function customerParts(names: readonly Named[], context: LayoutContext): Part[] {
  const { head, figures } = context;
  const parts = [...names, ['fx', 'FX', 'exchange rates'] as const].flatMap(
    ([part, label, said]): Part[] => {
      const place = { period: head.period, scope: {} };
      const figure = figures.find('revenue-bridge', `part=${part}`, place);
      return figure?.value == null ? [] : [{ label, said, change: figure.value }];
    },
  );
  const refunds = lineChange('refunds', context);
  const label = 'Refunds, change';
  return parts.length === 0 || refunds === null
    ? parts
    : [...parts, { label, said: 'refunds', change: -refunds }];
}

const LINES = [
  { label: 'Gross sales', line: 'gross-sales', sign: 1 },
  { label: 'Discounts', line: 'discounts', sign: -1 },
  { label: 'Refunds', line: 'refunds', sign: -1 },
  { label: 'Shipping charged', line: 'shipping', sign: 1 },
] as const;

const ladderParts = (context: LayoutContext): Part[] =>
  LINES.flatMap(({ label, line, sign }) => {
    const change = lineChange(line, context);
    return change === null ? [] : [{ label, said: label.toLowerCase(), change: sign * change }];
  });

function lineChange(line: string, context: LayoutContext): number | null {
  const [now, before] = weeksOf(line, context);
  return now?.value == null || before?.value == null ? null : now.value - before.value;
}
