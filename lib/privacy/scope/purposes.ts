import type { DataClass } from '#lib/contract/column.ts';

/** A use of personal data: why, and the least of it that the use can do with. */
interface PurposeRule {
  /** As the record of processing says it. */
  readonly why: string;
  /** Classes of columns that its queries may read. */
  readonly classes: readonly DataClass[];
  /** Identifiers that they may read beside: to count and to join by. */
  readonly identifiers: readonly string[];
}

/** What personal data is used for. Each purpose has its own scope; an unknown state is out. */
export const PURPOSES = {
  'segment-reporting': {
    why: 'Weekly reports of sales, retention and value of groups of customers',
    classes: ['quasi', 'behavioural', 'money', 'none'],
    identifiers: ['customer_id', 'guest_order_id', 'response_id'],
  },
  'model-fitting': {
    why: 'Fitting models of purchases and renewals to histories that groups of customers share',
    classes: ['quasi', 'behavioural', 'money', 'none'],
    identifiers: ['customer_id'],
  },
  'customer-scoring': {
    why: 'Expected purchases and value of each customer, kept inside the engine',
    classes: ['behavioural', 'money', 'none'],
    identifiers: ['customer_id', 'buyer_id'],
  },
} as const satisfies Readonly<Record<string, PurposeRule>>;

export type Purpose = keyof typeof PURPOSES;

/** Whether a purpose may read a column of this name and class. */
export function mayRead(purpose: Purpose, column: string, dataClass: DataClass): boolean {
  const { classes, identifiers }: PurposeRule = PURPOSES[purpose];
  return dataClass === 'identifier' ? identifiers.includes(column) : classes.includes(dataClass);
}
