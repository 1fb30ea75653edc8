import type { Block, Cell } from '../document.ts';
import { words } from '../format.ts';
import { closingTable } from './closing-lines.ts';
import { type LayoutContext, note } from './context.ts';
import { segmentReceivables } from './segment-receivables.ts';

const BUCKETS = [
  { label: 'Not yet due', bucket: 'current' },
  { label: '1–30 days past due', bucket: '1-30' },
  { label: '31–60 days', bucket: '31-60' },
  { label: '61–90 days', bucket: '61-90' },
  { label: 'More than 90 days', bucket: 'over-90' },
  { label: 'Disputed, of any age', bucket: 'disputed' },
  { label: 'Unpaid in total', bucket: 'total' },
];

/** What is unpaid at the month close by age, what of it is likely lost, and how slowly customers pay. */
export function receivableBlocks(context: LayoutContext): (Block | null)[] {
  const buckets = BUCKETS.map(({ label, bucket }) => ({
    label,
    metric: 'ageing',
    options: `bucket=${bucket}`,
    money: 'sum' as const,
    emphasis: bucket === 'total' ? ('total' as const) : ('normal' as const),
    more: [lossRate(bucket, context)],
  }));
  const derived = { options: '', money: 'sum', more: [words('')] } as const;
  const lines = [
    ...buckets,
    { ...derived, label: 'Expected loss', metric: 'expected-loss' },
    { ...derived, label: 'Days to be paid (DSO)', metric: 'dso' },
  ];
  const caption = `Unpaid invoices at the month close, ${context.head.currency}`;
  const found = closingTable({ caption, more: ['Loss rate'] }, lines, context);
  return [found, found && note(MEANING), ...segmentReceivables(context)];
}

const MEANING =
  'Loss rate, set at the last quarter close: share unpaid 180 days past due, of the invoices of a year that reached that age unpaid. ' +
  'Expected loss: each amount times its rate, without disputes.';

const lossRate = (bucket: string, { figures, format }: LayoutContext): Cell => {
  const [rate] = figures.all('expected-loss', `part=loss-rate; bucket=${bucket}`);
  return rate === undefined ? words('') : format.figure(rate);
};
