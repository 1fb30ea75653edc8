import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { finishRun, NO_MAILS } from '#lib/runs/run-state.ts';
import { idOf, openApi } from '../../fixtures/api-caller.ts';
import { apiAttack, type Door } from '../attackers/a03-api.ts';
import type { Score } from '../attackers/score.ts';
import { carelessApi } from '../naive/careless-api.ts';
import { naiveRun } from '../naive/naive-run.ts';
import { attackShop } from '../shop/attack-shop.ts';
import { deliveryOn, writeDelivery } from '../shop/delivery.ts';
import { ourRun } from './our-run.ts';
import type { RunPlan } from './run-request.ts';

const AS_OF = '2026-11-16';
const PERIOD = '2026-W46';
const SHOP = { seed: 51, customers: 400, from: '2025-11-03', to: AS_OF, late: 0, erasuresAWeek: 0 };
const FILES = ['report.json', 'figures.csv'];

/** The API over a released report, asked by whom it should tell nothing. */
export async function apiAnswers(
  folder: string,
): Promise<{ readonly naive: Score; readonly ours: Score }> {
  const delivery = deliveryOn(attackShop(SHOP), AS_OF);
  const configuration = await writeDelivery(delivery, join(folder, 'shop'));
  const released = async (name: string, run: (plan: RunPlan) => Promise<unknown>) => {
    const own = join(folder, name);
    await run({ configuration, asOf: AS_OF, folder: own, store: join(own, 'store') });
    return Promise.all(FILES.map((file) => readFile(join(own, 'out/weekly', file))));
  };
  const known = delivery.orders.flatMap(({ buyer }) => buyer?.id ?? []);
  const customers = { known: known.at(-1) ?? '', unknown: 'buyer-of-nobody' };
  const naive = carelessDoor(String((await released('naive', naiveRun))[0]), customers);
  const ours = await ourDoor(await released('ours', ourRun), customers);
  return { ours: await apiAttack(ours), naive: await apiAttack(naive) };
}

async function ourDoor(files: readonly Buffer[], customers: Door['customers']): Promise<Door> {
  const api = openApi();
  const run = await idOf(await api.recalculate('ann', 'first', { period: PERIOD }));
  for (const [i, file] of FILES.entries())
    await api.ports.released.createIfAbsent(
      `released/r1/files/weekly/${file}`,
      new Uint8Array(files[i] ?? []),
    );
  await finishRun(api.books, run, { runId: 'r1', readiness: 'FINAL', mails: NO_MAILS });
  return { ask: api.call, run, period: PERIOD, customers };
}

function carelessDoor(report: string, customers: Door['customers']): Door {
  const run = 'abcdefgh';
  const known = new Set([customers.known]);
  const app = carelessApi({ run, owner: 'ann', report, customers: known });
  return {
    run,
    customers,
    period: PERIOD,
    ask: async (who, route, { body, headers } = {}) => {
      const [method = '', path = ''] = route.split(' ');
      return app.request(path, {
        method,
        headers: { 'x-test-caller': who, ...headers },
        body: body === undefined ? null : JSON.stringify(body),
      });
    },
  };
}
