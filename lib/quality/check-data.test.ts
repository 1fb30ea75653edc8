import { afterAll, expect, it } from 'vitest';
import { PLANTED_FAULTS } from '../../test/fixtures/faults/planted-faults.ts';
import { shopWarehouse } from '../../test/fixtures/shop-warehouse.ts';
import {
  SOUND_SETTINGS,
  type SoundTables,
  soundIntake,
  soundShop,
} from '../../test/fixtures/sound-shop.ts';
import { soundWarehouse } from '../../test/fixtures/sound-warehouse.ts';
import type { CheckSettings, IntakeFacts } from './check.ts';
import { checkData } from './check-data.ts';
import { CHECKS } from './checks.ts';
import type { Readiness } from './readiness.ts';

interface Shop {
  readonly tables?: Partial<SoundTables>;
  readonly settings?: Partial<CheckSettings>;
  readonly intake?: readonly IntakeFacts[];
}

const warehouse = await soundWarehouse();
afterAll(() => warehouse.close());

const check = ({ tables = {}, settings = {}, intake = soundIntake() }: Shop = {}) =>
  warehouse.look(tables, (inspect) =>
    checkData({ inspect, settings: { ...SOUND_SETTINGS, ...settings }, intake }),
  );

const finding = ({ findings }: Readiness, id: string) => findings.find((f) => f.check === id);
const fired = ({ findings }: Readiness) =>
  findings.filter((f) => f.severity !== 'pass').map((f) => f.check);

it('passes a sound shop in every check, having looked at something', async () => {
  const readiness = await check();
  expect(readiness.findings.map((f) => f.check)).toEqual(CHECKS.map(({ id }) => id));
  expect(fired(readiness)).toEqual([]);
  expect(readiness.findings.filter((f) => f.value === null)).toEqual([]);
  expect(readiness).toMatchObject({ state: 'FINAL', notes: [] });
});

it('plants a fault for every check', () => {
  const caught = new Set(PLANTED_FAULTS.map((fault) => fault.check));
  expect([...caught].sort()).toEqual(CHECKS.map(({ id }) => id).sort());
  expect(PLANTED_FAULTS.length).toBeGreaterThanOrEqual(40);
});

it.each(PLANTED_FAULTS)('$check: $name', async (fault) => {
  const intake = soundIntake().map((facts) => ({ ...facts, ...fault.intake?.(facts) }));
  const tables = fault.tables?.(soundShop()) ?? {};
  const readiness = await check({ tables, intake, settings: fault.settings ?? {} });
  expect(finding(readiness, fault.check)?.severity).toBe(fault.severity);
  expect(finding(readiness, fault.check)?.value).toBeCloseTo(fault.value, 9);
  expect(fired(readiness).sort()).toEqual([fault.check, ...(fault.also ?? [])].sort());
});

it('passes over checks whose tables were not delivered, and reads missing ones as empty', async () => {
  const intake = soundIntake().filter(({ table }) => table === 'orders');
  const only = { fx_rates: [], refunds: [], customers: [], marketing_spend: [], consents: [] };
  const { findings } = await check({ intake, tables: only, settings: { lawfulBasis: 'declared' } });
  expect(findings.map((f) => f.check)).toEqual([
    'freshness',
    'quarantine-share',
    'volume',
    'duplicate-content',
    'amount-sign',
    'currency-known',
    'left-censored',
    'guest-share',
  ]);
});

it('takes the worst severity as the state, and notes findings worst first', async () => {
  const { state, notes } = await check({
    tables: { refunds: [], fx_rates: [], customers: soundShop().customers.slice(1) },
    settings: { historyComplete: false, bounds: { 'ledger-tie': { hold: { max: 1 } } } },
  });
  expect(state).toBe('HELD');
  expect(notes.map(({ check, severity }) => [check, severity])).toEqual([
    ['currency-known', 'hold'],
    ['ref-customer', 'provisional'],
    ['left-censored', 'warn'],
  ]);
});

it('says what was found, the limit and the fix', async () => {
  // c0 has the 23 multiples of 50 among the 1,120 recent orders: 1097 / 1120 have their customer
  const customers = soundShop().customers.slice(1);
  const { notes } = await check({ tables: { customers } });
  expect(notes).toEqual([
    {
      check: 'ref-customer',
      severity: 'provisional',
      message:
        '97.95 % of recent orders have their customer in customers (at least 99 %). ' +
        'Deliver customers as of the same day as the orders, with the same ids.',
    },
  ]);
});

it('lets settings move a bound of one severity and keep the others', async () => {
  const customers = soundShop().customers.slice(1);
  const bounds = { 'ref-customer': { provisional: { min: 0.9 } } };
  expect(await check({ tables: { customers }, settings: { bounds } })).toMatchObject({
    state: 'FINAL',
    notes: [],
  });
  const strict = { freshness: { provisional: { max: 0.5 } } };
  const readiness = await check({ settings: { bounds: strict } });
  expect(finding(readiness, 'freshness')).toMatchObject({ severity: 'provisional', limit: 0.5 });
});

it('runs in the warehouse that a report runs in', async () => {
  const shop = await shopWarehouse(soundShop());
  const { findings } = await checkData({
    inspect: shop.inspect,
    settings: SOUND_SETTINGS,
    intake: soundIntake(),
  });
  await shop.close();
  expect(findings).toEqual((await check()).findings);
});

it('fails when a query fails, whatever the rest says', async () => {
  const failure = new Error('no engine');
  const inspect = () => Promise.reject(failure);
  await expect(
    checkData({ inspect, settings: SOUND_SETTINGS, intake: soundIntake() }),
  ).rejects.toBe(failure);
});
