import type { Block } from '../document.ts';
import { type ClosingLine, closingTable } from './closing-lines.ts';
import { detail, type LayoutContext, note } from './context.ts';

const RISK = { metric: 'cancellation-risk', money: 'sum' } as const;
const SWITCHING = { metric: 'switching-rate', money: 'each' } as const;
const LAPSE = { metric: 'lapse-rate', money: 'each' } as const;

const MAIN: readonly ClosingLine[] = [
  { ...RISK, label: 'Subscribers with a flag', options: '', money: 'each' },
  { ...RISK, label: 'Monthly revenue at risk', options: 'part=mrr-at-risk' },
];

const LEFT: readonly ClosingLine[] = [
  { ...SWITCHING, label: 'Cancelled in the month', options: 'part=cancelled-customers' },
  { ...SWITCHING, label: 'To a competitor, of known reasons', options: '' },
  { ...LAPSE, label: 'Customers who lapsed, of active', options: '' },
];

const FLAGS: readonly ClosingLine[] = [
  { ...RISK, label: 'Subscribers', options: 'part=subscribers' },
  { ...RISK, label: 'Gave notice', options: 'flag=notice' },
  { ...RISK, label: 'End is scheduled', options: 'flag=scheduled-end' },
  { ...RISK, label: 'Payment failed', options: 'flag=failed-payment' },
  { ...RISK, label: 'Pay less than 90 days ago', options: 'flag=downgrade' },
  { ...RISK, label: 'No order for long', options: 'flag=quiet' },
  { ...SWITCHING, label: 'Reason of cancellation known', options: 'part=coverage' },
  { ...LAPSE, label: 'Days without an order until lapsed', options: 'part=limit' },
];

/** Who may cancel and what is at risk with them, who went to a competitor, and who stopped ordering. */
export function cancellationBlocks(context: LayoutContext): (Block | null)[] {
  const caption = `Cancellations and lapses, ${context.head.currency}`;
  const flagged = context.figures.all(RISK.metric).length > 0;
  return [
    closingTable({ caption }, [...MAIN, ...valueLine(context), ...LEFT], context),
    flagged ? note(MEANING) : null,
    detail(closingTable({ caption: 'Flags and what is known of leaving' }, FLAGS, context)),
  ];
}

const MEANING =
  'At risk: what flagged subscribers pay, times the chance of their flag: notice or scheduled end 100 %, failed payment 40 %, lower ' +
  'price 25 %, no order for longer than nine of ten gaps 10 %; the highest counts. Conventions, not estimates.';

const VALUE = /^part=value-at-risk; horizon=(\d+) d$/;

function valueLine({ figures }: LayoutContext): ClosingLine[] {
  return figures.all(RISK.metric).flatMap(({ options }) => {
    const [, days] = VALUE.exec(options) ?? [];
    return days === undefined
      ? []
      : [{ ...RISK, label: `Value at risk, next ${days} days`, options }];
  });
}
