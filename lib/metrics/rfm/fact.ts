import * as z from 'zod';
import type { Fact } from '../metric.ts';
import type { RfmScores } from './groups.ts';
import sql from './query.sql';

const score = z.coerce.number().refine((value) => [1, 2, 3].includes(value));

const schema = z.object({
  recency: score,
  frequency: score,
  monetary: score,
  customers: z.coerce.number().refine(Number.isSafeInteger),
});

/** Customers with the same three scores. */
export interface RfmRow extends RfmScores {
  readonly customers: number;
}

/** Everyone with an order before the close, by scores at the close. */
export const rfmScores: Fact<RfmRow> = {
  query: { name: 'rfm', sql, parseRow: (raw) => schema.parse(raw) },
  parameters: ({ closeDate }) => ({ close_date: closeDate }),
};
