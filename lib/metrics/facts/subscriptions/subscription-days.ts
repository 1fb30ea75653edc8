import * as z from 'zod';
import type { Fact } from '../../metric.ts';
import { composeSql } from '../cells/compose-sql.ts';
import sql from './subscription-days.sql';
import { subscriptionWindows, windowText } from './subscription-movements.ts';
import windows from './subscription-windows.sql';

const whole = z.coerce.number().refine(Number.isSafeInteger);

const schema = z.object({ period: whole, day: whole, joined: whole, lost: whole });

/** How many customers began to pay and how many ended on a day of a month, the first day being 0. */
export type SubscriptionDay = z.infer<typeof schema>;

/** Days of the compared months on which somebody did, in order; never printed one by one. */
export const subscriptionDays: Fact<SubscriptionDay> = {
  query: {
    name: 'subscription-days',
    sql: composeSql({ windows }, sql),
    parseRow: (raw) => schema.parse(raw),
  },
  parameters: (context) => ({
    windows: subscriptionWindows(context)
      .filter(({ grain }) => grain === 'month')
      .map((window) => windowText(window, context))
      .join(','),
  }),
};
