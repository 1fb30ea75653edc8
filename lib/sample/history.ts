import type { Channel, Country } from './parameters.ts';

type OrderStatus = 'paid' | 'cancelled';

/** One order in minor units of its customer's currency; `day` and `second` are local. */
export interface Order {
  number: number;
  day: number;
  second: number;
  channel: string;
  status: OrderStatus;
  isTest: boolean;
  net: number;
  discount: number;
  shipping: number;
  tax: number;
  cogs: number;
  fulfilment: number;
  paymentFee: number;
}

/** Who orders; `number` is null for a guest. */
export interface Buyer {
  readonly number: number | null;
  readonly channel: Channel;
  readonly country: Country;
}

/** All orders of one buyer in order of time: what each table is written from before the next buyer comes. */
export interface History {
  readonly buyer: Buyer;
  readonly orders: readonly Order[];
}

/** An order that counts as a sale. */
export const isSale = (order: Order): boolean => order.status === 'paid' && !order.isTest;
