import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addDays } from '#lib/units/calendar.ts';
import { requeryAttack } from '../attackers/a03-requery.ts';
import type { Score } from '../attackers/score.ts';
import { naiveRun } from '../naive/naive-run.ts';
import { attackShop } from '../shop/attack-shop.ts';
import { deliveryOn, writeDelivery } from '../shop/delivery.ts';
import { ourRun } from './our-run.ts';
import type { RunPlan } from './run-request.ts';

const MONDAY = '2026-11-16';
const FRIDAY = addDays(MONDAY, 4);
const SHOP = {
  seed: 31,
  customers: 400,
  from: '2025-11-03',
  to: FRIDAY,
  late: 0,
  erasuresAWeek: 0,
};

/** Asks for the report of one week again, one and four days later; the files stay as they are. */
export async function requery(
  folder: string,
): Promise<{ readonly naive: Score; readonly ours: Score }> {
  const delivery = deliveryOn(attackShop(SHOP), FRIDAY);
  const configuration = await writeDelivery(delivery, join(folder, 'shop'));
  const exact = join(folder, 'shop/exact.yaml');
  await writeFile(exact, `${await readFile(configuration, 'utf8')}privacy: { snapshot: exact }\n`);
  return {
    ours: await asked(ourRun, { configuration, folder: join(folder, 'ours') }),
    naive: await asked(naiveUnsent, { configuration: exact, folder: join(folder, 'naive') }),
  };
}

const DAYS_LATER = [1, 4];

async function asked(
  run: (plan: RunPlan) => Promise<unknown>,
  { configuration, folder }: Pick<RunPlan, 'configuration' | 'folder'>,
): Promise<Score> {
  const ask = async (asOf: string) => {
    const own = join(folder, asOf);
    await run({ configuration, asOf, folder: own, store: join(folder, 'store') });
    return { asked: asOf, folder: join(own, 'out') };
  };
  const first = await ask(MONDAY);
  const others = [];
  for (const days of DAYS_LATER) others.push(await ask(addDays(MONDAY, days)));
  return requeryAttack(first.folder, others);
}

/** A cut on any day is an analysis here, which no mailer of ours would take. */
const naiveUnsent = (plan: RunPlan): Promise<void> => naiveRun(plan, false);
