import { join } from 'node:path';
import { checkData } from '#lib/quality/check-data.ts';
import {
  answer,
  SOUND_SETTINGS,
  type SoundTables,
  soundIntake,
  soundShop,
} from '../fixtures/sound-shop.ts';
import { onBothEngines } from './small-shop.ts';
import type { TrinoServer } from './trino-server.ts';
import { type Note, twinWarehouse } from './twin-warehouse.ts';

/** Runs every data check over a shop in which each has something to look at, and over one in which each finds something. */
export async function queriesOfChecks(
  server: TrinoServer,
  folder: string,
  note: Note,
): Promise<void> {
  const shops = { sound: soundShop(), unsound: unsound(soundShop()) };
  for (const [shop, tables] of Object.entries(shops)) {
    const { duckdb, trino } = await onBothEngines(server, tables, join(folder, shop));
    const twins = twinWarehouse({ shop, duckdb, trino }, note);
    const intake = soundIntake();
    await checkData({ inspect: twins.inspect, settings: SOUND_SETTINGS, intake });
    await twins.close();
  }
}

/** Something wrong for every check. */
const unsound = (sound: SoundTables): SoundTables => ({
  ...sound,
  orders: sound.orders.flatMap((order, i) => [
    { ...order, ...(i % 7 === 0 ? { customer_id: null } : {}), ...(i % 11 === 0 ? POUNDS : {}) },
    ...(i % 5 === 0 ? [{ ...order, order_id: `again-${i}`, net_amount: -1 }] : []),
  ]),
  refunds: sound.refunds.map((refund, i) => ({
    ...refund,
    amount: 5 + 3 * i,
    ...(i % 3 === 0 ? { order_id: `unknown-${i}` } : {}),
    ...(i % 4 === 0 ? POUNDS : {}),
  })),
  customers: [
    ...sound.customers.filter((_, i) => i % 6 > 0),
    { customer_id: 'c1', merged_into: 'c2', updated_at: '2026-11-02' },
    { customer_id: 'c3', op: 'delete', updated_at: '2026-11-03' },
    { customer_id: 'ring-1', merged_into: 'ring-2' },
    { customer_id: 'ring-2', merged_into: 'ring-1' },
  ],
  fx_rates: sound.fx_rates.filter((_, i) => i % 5 > 0),
  marketing_spend: sound.marketing_spend.map((spend, i) => ({
    ...spend,
    ...(i % 9 ? {} : POUNDS),
  })),
  consents: sound.consents.filter((_, i) => i % 8 > 0),
  segment_membership: sound.segment_membership.map((membership, i) =>
    i % 10 === 0 ? { ...membership, valid_to: '2026-11-01' } : membership,
  ),
  subscriptions: sound.subscriptions.map((change, i) => ({ ...change, mrr_before: 3.5 * i })),
  attribution: sound.attribution.map((share) => ({ ...share, weight: 0.25 })),
  survey_responses: [...sound.survey_responses, answer({ metric: 'nps' }), answer({ score: 9 })],
  ledger_totals: sound.ledger_totals.map((total) => ({ ...total, amount: 4000.25 })),
  adjustments: [
    { period: '2026-W47', metric: 'net_sales', amount: 11.5, currency: 'EUR', reason: 'fee' },
  ],
});

const POUNDS = { currency: 'GBP' } as const;
