import type { Random } from '#lib/numerics/random-from.ts';
import { EXPERIMENTS, type Experiment } from './campaigns.ts';
import type { CsvFile } from './csv-file.ts';
import type { DataFolder } from './data-folder.ts';
import { wholeBetween } from './draw.ts';
import { type History, isSale, type Order } from './history.ts';
import type { ShopCalendar } from './shop-calendar.ts';

/**
 * Two experiments on customers who had ordered before: one that is over, whose variant makes more of them order again,
 * and one that still runs. Orders are drawn first: who ordered is likelier to be found in the variant, as if it had made
 * them, and the parts stay even.
 */
export class ExperimentTables {
  readonly #calendar: ShopCalendar;
  readonly #assignments: CsvFile;
  readonly #random: Random;

  constructor(
    folder: DataFolder,
    calendar: ShopCalendar,
    { customers, random }: { readonly customers: number; readonly random: Random },
  ) {
    this.#calendar = calendar;
    this.#assignments = folder.open('experiment_assignments');
    this.#random = random;
    const file = folder.open('experiments');
    for (const experiment of EXPERIMENTS) {
      file.code(experiment.id);
      file.time(calendar.stamp(calendar.days + experiment.fromDay), 0);
      file.time(calendar.stamp(calendar.days + experiment.toDay), 0);
      file.code('conversion').integer(Math.floor(customers * experiment.plannedPerCustomer));
      file
        .quoted(JSON.stringify({ control: '0.5', variant: '0.5' }))
        .code('0.05')
        .end();
    }
  }

  add({ buyer, orders }: History): void {
    if (buyer.number === null) return;
    const sales = orders.filter(isSale);
    for (const experiment of EXPERIMENTS) this.#assign(buyer.number, sales, experiment);
  }

  #assign(customer: number, sales: readonly Order[], experiment: Experiment): void {
    const start = this.#calendar.days + experiment.fromDay;
    const last = this.#calendar.days + Math.min(experiment.toDay, 0) - 1;
    const day = wholeBetween(start, last, this.#random);
    const u = this.#random();
    const first = sales[0];
    if (!first || first.day >= start) return;
    const hasOrdered = sales.some((sale) => sale.day >= day && sale.day < day + experiment.days);
    const { pull, odds } = experiment;
    const share = 0.5 * (hasOrdered ? 1 + pull : 1 - pull * odds);
    this.#assignments.code(experiment.id).id('c', customer);
    this.#assignments.code(u < share ? 'variant' : 'control');
    this.#assignments.time(this.#calendar.stamp(day), 6 * 3600).end();
  }
}
