import { changeOf, directionOf } from '../change.ts';
import type { Block, Row, Section } from '../document.ts';
import { periodText } from '../period-text.ts';
import { comparisonTable, type Line } from './comparison-table.ts';
import { type LayoutContext, section, table } from './context.ts';

/** Section 3: why net revenue moved, by line of the money ladder, and what buyers did. */
export function movementSection(context: LayoutContext): Section | null {
  const parts = ladderParts(context);
  return section(3, 'Why it moved', [
    sentenceOf(context, parts),
    bridgeTable(context, parts),
    comparisonTable('Buying in the week', DRIVERS, context),
  ]);
}

const DRIVERS: readonly Line[] = [
  {
    label: 'Customers ordering',
    metric: 'active-customers',
    options: 'window=week',
    money: 'each',
  },
  { label: 'New customers', metric: 'new-customers', options: '', money: 'each' },
  { label: 'Returning share of customers', metric: 'returning-share', options: '', money: 'each' },
  { label: 'Orders per customer', metric: 'purchase-frequency', options: '', money: 'each' },
  { label: 'Net sales per order', metric: 'apv', options: '', money: 'each' },
  { label: 'Net sales per customer', metric: 'customer-value', options: '', money: 'each' },
];

const NET_REVENUE = 'net-revenue';

const PARTS = [
  { label: 'Gross sales', line: 'gross-sales', sign: 1 },
  { label: 'Discounts', line: 'discounts', sign: -1 },
  { label: 'Refunds', line: 'refunds', sign: -1 },
  { label: 'Shipping charged', line: 'shipping', sign: 1 },
] as const;

interface Part {
  readonly label: string;
  /** Change in minor units, with the sign it has in net revenue. */
  readonly change: number;
}

/** Changes of the ladder's lines; empty unless they add up to the change of net revenue. */
function ladderParts(context: LayoutContext): Part[] {
  const total = lineChange(NET_REVENUE, context);
  const parts = PARTS.flatMap(({ label, line, sign }) => {
    const change = lineChange(line, context);
    return change === null ? [] : [{ label, change: sign * change }];
  });
  const sum = parts.reduce((all, { change }) => all + change, 0);
  return parts.length > 1 && sum === total ? parts : [];
}

function lineChange(line: string, context: LayoutContext): number | null {
  const [now, before] = weeksOf(line, context);
  return now?.value == null || before?.value == null ? null : now.value - before.value;
}

function weeksOf(line: string, { head, figures }: LayoutContext) {
  const at = (period: string) =>
    figures.find('money-ladder', `line=${line}`, { period, scope: {} });
  return [at(head.period), at(head.priorPeriod)] as const;
}

function bridgeTable(context: LayoutContext, parts: readonly Part[]) {
  const { head, format } = context;
  const [now, before] = weeksOf(NET_REVENUE, context);
  if (parts.length === 0) return null;
  const rows: Row[] = [
    {
      label: `Opening, ${periodText(head.priorPeriod)}`,
      cells: [format.figure(before, 'sum')],
      emphasis: 'normal',
    },
    ...parts.map(
      ({ label, change }): Row => ({
        label,
        cells: [format.change(change, 'money')],
        emphasis: 'normal',
      }),
    ),
    {
      label: `Closing, ${periodText(head.period)}`,
      cells: [format.figure(now, 'sum')],
      emphasis: 'total',
    },
  ];
  return table('Net revenue, change by line', ['Line', head.currency], rows);
}

function sentenceOf(context: LayoutContext, parts: readonly Part[]): Block | null {
  const [now, before] = weeksOf(NET_REVENUE, context);
  const change = changeOf(now, before);
  if (change === null) return null;
  const { format } = context;
  const value = `${context.head.currency} ${format.figure(now, 'sum').text}`;
  const direction = directionOf(change);
  const size = format.change(Math.abs(change.value), change.unit).text.replace('+', '');
  const first =
    direction === 'flat'
      ? `Net revenue is flat at ${value}.`
      : `Net revenue ${direction} ${size} to ${value}.`;
  return { kind: 'sentence', text: [first, ...causes(parts, context)].join(' ') };
}

function causes(parts: readonly Part[], { format }: LayoutContext): string[] {
  const bySize = [...parts].sort((a, b) => Math.abs(b.change) - Math.abs(a.change));
  const plus = bySize.find(({ change }) => change > 0);
  const minus = bySize.find(({ change }) => change < 0);
  const say = ({ label, change }: Part) =>
    `${label.toLowerCase()} (${format.change(change, 'money').text}).`;
  return [
    ...(plus ? [`Largest plus: ${say(plus)}`] : []),
    ...(minus ? [`Largest minus: ${say(minus)}`] : []),
  ];
}
