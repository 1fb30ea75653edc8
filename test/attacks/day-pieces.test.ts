import { expect, it } from 'vitest';
import { addDays } from '#lib/units/calendar.ts';
import { dayPiecesAttack } from './attackers/a02-day-pieces.ts';
import { firstOrderMails, type Tied } from './runs/first-order-mails.ts';
import { mondaysTo } from './runs/weeks.ts';
import { attackShop } from './shop/attack-shop.ts';

/** Half a year of mails; June begins on a Monday, from which the days at the edges of every later month follow. */
const LAST = '2026-11-16';
const MONDAYS = mondaysTo(LAST, 26);
const SHOP = { seed: 61, customers: 1500, from: addDays(LAST, -441), to: LAST };

const recovered = async (
  files: { readonly late: number; readonly erasuresAWeek: number },
  tied: Tied,
) =>
  dayPiecesAttack(
    await firstOrderMails({ shop: attackShop({ ...SHOP, ...files }), mondays: MONDAYS }, tied),
  );

const PUNCTUAL = { late: 0, erasuresAWeek: 0 };
const LATE = { late: 0.03, erasuresAWeek: 1 };

it.each([
  ['punctual', PUNCTUAL],
  ['late, and customers erased', LATE],
])(
  'gives away no days of a week where files are %s',
  async (_, files) => {
    const { hits, of } = await recovered(files, (measured) => measured);
    expect(of).toBeGreaterThan(3);
    expect(hits).toEqual([]);
  },
  120_000,
);

it('gives them away where the gate is not told that weeks and months share days', async () => {
  const untied: Tied = (measured) => ({ ...measured, equations: [] });
  expect((await recovered(PUNCTUAL, untied)).recovered).toBeGreaterThan(3);
}, 120_000);
