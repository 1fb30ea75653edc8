import type { Random } from '#lib/numerics/random-from.ts';
import type { CsvFile } from './csv-file.ts';
import type { DataFolder } from './data-folder.ts';
import { wholeBetween } from './draw.ts';
import { type History, isSale } from './history.ts';
import type { Ledger } from './ledger.ts';
import type { ShopCalendar } from './shop-calendar.ts';

/** Visits to put a delivery right, of customers one by one; and what is shared, of the month's net sales. */
const SERVING = {
  visitsOfOrders: 0.012,
  visitCents: [4_500, 9_000],
  shared: [
    { type: 'service-desk', ofSales: 0.014, by: { driver: 'tickets' } },
    { type: 'order-care', ofSales: 0.006, by: { driver: 'orders' } },
    { type: 'key-accounts', ofSales: 0.003, by: { scheme: 'value-plan', segment: 'premium' } },
  ],
} as const;

interface Bearer {
  readonly customer?: number;
  readonly scheme?: string;
  readonly segment?: string;
  readonly driver?: string;
}

/** What customers cost to serve: visits in the month of an order, and each month a service desk, order care and key accounts. */
export class CostToServeTable {
  readonly #calendar: ShopCalendar;
  readonly #file: CsvFile;
  readonly #random: Random;

  constructor(folder: DataFolder, calendar: ShopCalendar, random: Random) {
    this.#calendar = calendar;
    this.#file = folder.open('cost_to_serve');
    this.#random = random;
  }

  /** At most one visit a customer, so that the rows of a month have keys of their own. */
  add({ buyer, orders }: History): void {
    if (buyer.number === null) return;
    const visited = orders.filter(isSale).find(() => this.#random() < SERVING.visitsOfOrders);
    const [least, most] = SERVING.visitCents;
    if (visited)
      this.#row(this.#calendar.monthCode(visited.day), wholeBetween(least, most, this.#random), {
        type: 'visit',
        customer: buyer.number,
      });
  }

  /** After all histories: what is shared, for each closed month of the books. */
  writeShared(ledger: Ledger): void {
    for (const [month, sales] of ledger.monthlyNetSales())
      for (const { type, ofSales, by } of SERVING.shared)
        this.#row(month, Math.max(1, Math.round(sales * ofSales * (0.9 + 0.2 * this.#random()))), {
          type,
          ...by,
        });
  }

  #row(month: string, cents: number, bearer: Bearer & { readonly type: string }): void {
    const { type, customer, scheme = '', segment = '', driver = '' } = bearer;
    this.#file.code(`${month}-01`).money(cents).code('EUR').code(type);
    if (customer === undefined) this.#file.empty();
    else this.#file.id('c', customer);
    this.#file.code(segment).code(driver).code(scheme).end();
  }
}
