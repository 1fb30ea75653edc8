import { countCell } from '#lib/metrics/facts/cells/derived-cells.ts';
import type { EntryWeek } from '#lib/metrics/facts/cohorts/entry-weeks.ts';
import { weeksOfCohorts } from '#lib/metrics/new-customers/weeks-of-cohorts.ts';
import { figureOf, releaseInTurn } from '#lib/privacy/ledger/releases.fixture.ts';
import type { Measured } from '#lib/privacy/report.ts';
import {
  addDays,
  type IsoDate,
  monthOf,
  weekLabel,
  weekOf,
  yearAgoWeek,
} from '#lib/units/calendar.ts';
import { emptyContext } from '../../fixtures/measure-context.ts';
import type { KeptRelease } from '../attackers/changes.ts';
import { readerTable } from '../reader/equations.ts';
import { type Delivery, deliveryOn } from '../shop/delivery.ts';
import { entriesOf } from '../shop/movements.ts';
import { PlainTruth } from '../shop/plain-truth.ts';
import type { Weeks } from './weeks.ts';

/** What a week's mail would say of new customers, and what ties it together. */
export type Tied = (measured: Measured) => Measured;

/**
 * Releases in a row that tell of nothing but new customers, by week and by cohort month, through the gate alone. `tied`
 * says what the gate is told of how they hang together.
 */
export async function firstOrderMails(
  { shop, mondays }: Omit<Weeks, 'folder'>,
  tied: Tied,
): Promise<KeptRelease[]> {
  const deliveries = mondays.map((asOf) => deliveryOn(shop, asOf));
  const { printed } = await releaseInTurn(deliveries.map((each) => tied(newCustomersOf(each))));
  return deliveries.map((delivery, i): KeptRelease => {
    const { asOf } = delivery;
    const release = { asOf, figures: printed[i] ?? [], rows: {} };
    return { ...release, delivery, table: readerTable(release), truth: new PlainTruth(delivery) };
  });
}

function newCustomersOf(delivery: Delivery): Measured {
  const { asOf } = delivery;
  const days = [...entriesOf(delivery).values()];
  const { fiscal } = emptyContext;
  const ripeBefore = addDays(asOf, -1);
  const rows = days.map(
    (day): EntryWeek => ({ week: weekOf(day), month: monthOf(day, fiscal), customers: 1 }),
  );
  const { cells, equations } = weeksOfCohorts(rows, { ...emptyContext, asOf, ripeBefore });
  const months = cells.filter(({ measure }) => measure === 'acquired-customers');
  const weeks = weeksIn(asOf).map((week) =>
    countCell(
      { measure: 'first-time-customers', period: weekLabel(week), scope: {} },
      days.filter((day) => weekOf(day) === week).length,
      false,
    ),
  );
  const metric = 'new-customers';
  return {
    figures: [
      ...weeks.map((cell) => figureOf(cell, { metric })),
      ...months.map((cell) => figureOf(cell, { metric, options: 'grain=month' })),
    ],
    cells: [...weeks, ...cells],
    equations,
  };
}

/** The reported week, the one before, and the same a year ago. */
function weeksIn(asOf: IsoDate): number[] {
  const week = weekOf(asOf) - 1;
  return [week, week - 1, yearAgoWeek(week)];
}
