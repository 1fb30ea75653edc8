import { changeOf, directionOf } from '../change.ts';
import type { Block, Row, Section, Table } from '../document.ts';
import { periodText } from '../period-text.ts';
import { type Bridge, bridgeOf, type Part, weeksOf } from './bridge-parts.ts';
import { comparisonTable, type Line } from './comparison-table.ts';
import { detail, type LayoutContext, section, table } from './context.ts';
import { mrrBlocks } from './mrr-bridge.ts';
import { driverBlock } from './net-revenue-drivers.ts';

/** Section 3: why net revenue moved, by what became of customers and by driver, and what buyers did. */
export function movementSection(context: LayoutContext): Section | null {
  const bridge = bridgeOf(context);
  return section(3, 'Why it moved', [
    sentenceOf(context, bridge?.parts ?? []),
    bridge && bridgeTable(context, bridge),
    driverBlock(context),
    detail(comparisonTable('Buying in the week', BUYING, context), 'then'),
    ...mrrBlocks(context),
  ]);
}

const BUYING: readonly Line[] = [
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

function bridgeTable(context: LayoutContext, { caption, parts }: Bridge): Table | null {
  const { head, format } = context;
  const [now, before] = weeksOf('net-revenue', context);
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
  return table(caption, ['Line', head.currency], rows);
}

function sentenceOf(context: LayoutContext, parts: readonly Part[]): Block | null {
  const [now, before] = weeksOf('net-revenue', context);
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
  const say = ({ said, change }: Part) => `${said} (${format.change(change, 'money').text}).`;
  return [
    ...(plus ? [`Largest plus: ${say(plus)}`] : []),
    ...(minus ? [`Largest minus: ${say(minus)}`] : []),
  ];
}
