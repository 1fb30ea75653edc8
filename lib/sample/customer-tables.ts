import { randomFrom } from '#lib/numerics/random-from.ts';
import { AttributionTable } from './attribution-table.ts';
import { ChatsTable } from './chats-table.ts';
import { ClubTable } from './club-table.ts';
import { ConsentsTable } from './consents-table.ts';
import { CustomersTable } from './customers-table.ts';
import type { DataFolder } from './data-folder.ts';
import { ExperimentTables } from './experiments-tables.ts';
import type { History } from './history.ts';
import { InvoicesTable } from './invoices-table.ts';
import { ItemsTable } from './items-table.ts';
import { JourneyTable } from './journey-table.ts';
import type { Ledger } from './ledger.ts';
import { LoyaltyTables } from './loyalty-tables.ts';
import { MembershipTable } from './membership-table.ts';
import type { Channel } from './parameters.ts';
import { RefundsTable } from './refunds-table.ts';
import type { ShopCalendar } from './shop-calendar.ts';
import { SubscriptionsTable } from './subscriptions-table.ts';
import { SurveysTable } from './surveys-table.ts';
import { TicketsTable } from './tickets-table.ts';
import { TouchpointsTable } from './touchpoints-table.ts';

/** A table that is written from one buyer's history at a time. */
export interface CustomerTable {
  add(history: History): void;
}

export interface ShopBooks {
  readonly seed: string;
  readonly customers: number;
  readonly channels: readonly Channel[];
  readonly ledger: Ledger;
}

/** Every table beside orders that follows from histories; each draws from its own stream, so none moves another. */
export function openCustomerTables(
  folder: DataFolder,
  calendar: ShopCalendar,
  { seed, customers, channels, ledger }: ShopBooks,
): readonly CustomerTable[] {
  const stream = (table: string) => randomFrom(`${seed}/${table}`);
  const invoices = new InvoicesTable(folder, calendar, stream('invoices'));
  return [
    ledger,
    new ItemsTable(folder, stream('order_items')),
    new RefundsTable(folder, calendar, { ledger, random: stream('refunds') }),
    new CustomersTable(folder, calendar, stream('customers')),
    new MembershipTable(folder, calendar),
    new ConsentsTable(folder, calendar, stream('consents')),
    new TouchpointsTable(folder, calendar, { channels, random: stream('touchpoints') }),
    new AttributionTable(folder, { channels, random: stream('attribution') }),
    new SubscriptionsTable(folder, calendar, { invoices, random: stream('subscriptions') }),
    new ClubTable(folder, calendar, stream('subscriptions-club')),
    new SurveysTable(folder, calendar, stream('surveys')),
    new TicketsTable(folder, calendar, stream('support_tickets')),
    new ChatsTable(folder, calendar, stream('support_tickets-chats')),
    new LoyaltyTables(folder, calendar, stream('loyalty')),
    new JourneyTable(folder, calendar, stream('journey_events')),
    new ExperimentTables(folder, calendar, { customers, random: stream('experiments') }),
  ];
}
