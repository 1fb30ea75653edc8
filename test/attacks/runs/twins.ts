import { join } from 'node:path';
import { type Lake, twinAttack } from '../attackers/a04-twins.ts';
import type { Score } from '../attackers/score.ts';
import { readRelease } from '../leaving/read-release.ts';
import { freeFilter } from '../naive/free-filter.ts';
import { type AttackShop, attackShop } from '../shop/attack-shop.ts';
import { deliveryOn, writeDelivery } from '../shop/delivery.ts';
import { PlainTruth } from '../shop/plain-truth.ts';
import { ourRun } from './our-run.ts';
import type { RunPlan } from './run-request.ts';

const AS_OF = '2026-11-16';
const WEEK = '2026-W46';
const TARGET = { id: 'target', country: 'LU', channel: 'email' };

/** Lakes of other people each, half of them with the target's order in the reported week; a filter is asked cheaply. */
export async function twins(
  folder: string,
  count: number,
): Promise<{ readonly naive: Score; readonly ours: Score }> {
  const ours: Lake[] = [];
  for (let i = 0; i < count; i += 1) {
    const delivery = deliveryOn(lakeOf(i), AS_OF);
    const own = join(folder, String(i));
    const configuration = await writeDelivery(delivery, own);
    const plan = { configuration, asOf: AS_OF, folder: own, store: join(own, 'store') };
    ours.push({ isThere: isThere(i), seen: await seenOf(plan) });
  }
  const naive = Array.from({ length: Math.max(count, FEWEST_LAKES) }, (_, i) => filteredLake(i));
  return { ours: twinAttack(ours), naive: twinAttack(naive) };
}

const FEWEST_LAKES = 40;

/** Not every second one, so that halves hold both. */
const isThere = (index: number): boolean => index % 4 === 1 || index % 4 === 2;

function filteredLake(index: number): Lake {
  const answer = freeFilter(new PlainTruth(deliveryOn(lakeOf(index), AS_OF)), {
    measure: 'ordering-customers',
    period: WEEK,
    scope: { country: TARGET.country, channel: TARGET.channel },
  });
  return { isThere: isThere(index), seen: [answer === null ? 1 : 0] };
}

/** What there is to count of an answer; a run that is refused is an answer too. */
async function seenOf(plan: RunPlan): Promise<number[]> {
  try {
    await ourRun(plan);
  } catch {
    return [-1, -1, -1, -1];
  }
  const { figures } = await readRelease(plan.folder);
  const rows = figures.filter(({ period }) => period === WEEK);
  const listed = rows.filter(({ scope }) => scope['country'] === TARGET.country);
  const withheld = rows.filter(({ reason }) => reason === 'withheld');
  return [listed.length, withheld.length, figures.length, rows.length];
}

/** Nobody else is from the target's country; who they are differs from lake to lake. */
function lakeOf(index: number): AttackShop {
  const size = {
    seed: 500 + index,
    customers: 600,
    from: '2026-05-04',
    to: AS_OF,
    late: 0,
    erasuresAWeek: 0,
  };
  const shop = attackShop(size);
  const isOther = (buyer: { readonly country: string } | null) => buyer?.country !== TARGET.country;
  const orders = shop.orders.filter(({ buyer }) => isOther(buyer));
  const [pattern] = orders;
  if (pattern === undefined) return shop;
  const own = (id: string, date: string) => ({
    ...pattern,
    id,
    date,
    delivered: date,
    buyer: TARGET,
  });
  const first = own('target-0', '2026-07-01');
  const again = isThere(index) ? [own('target-1', '2026-11-11')] : [];
  return {
    ...shop,
    orders: [...orders, first, ...again],
    refunds: shop.refunds.filter(({ order }) => isOther(order.buyer)),
  };
}
