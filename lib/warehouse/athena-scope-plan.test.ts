import { afterAll, describe, expect, it } from 'vitest';
import type { Purpose } from '#lib/privacy/scope/purposes.ts';
import { scopeTo } from '#lib/privacy/scope/scoped-query.ts';
import { shopAthena } from '../../test/fixtures/shop-athena.ts';
import { SCOPE_PARAMETERS } from '../../test/fixtures/shop-warehouse.ts';
import { type StatementPhase, scopePlan } from './athena-scope-plan.ts';
import { keptTablePrefix } from './athena-tables.ts';
import { athenaWarehouse } from './athena-warehouse.ts';

const shop = await shopAthena({ orders: [] });
afterAll(() => shop.close());

const CUT = { ...SCOPE_PARAMETERS, as_of: '2026-11-16', as_of_utc: '2026-11-16 00:00:00' };
const call = (relation: string, purpose: Purpose = 'segment-reporting', change = {}) => ({
  query: scopeTo(purpose, {
    name: relation,
    sql: `-- grain: one row\nselect count(*) as n from ${relation}`,
    parseRow: (row) => row,
  }),
  parameters: { ...CUT, ...change },
});
const namesOf = (phases: readonly StatementPhase[]) =>
  phases.map(({ statements }) => statements.map(({ name }) => name.replace(/_[0-9a-f]{12}$/, '')));

it('makes tables in phases, each after those it reads', () => {
  expect(namesOf(scopePlan(shop.options, [call('purchase_days_in_scope')]))).toEqual([
    ['local_days'],
    ['acquisitions'],
    ['customers_in_scope'],
    ['orders_in_scope', 'refunds_in_scope'],
    ['purchase_days_in_scope'],
  ]);
  expect(scopePlan(shop.options, [])).toEqual([]);
});

it('makes each table once for all queries that read it', () => {
  const one = [call('orders_in_scope'), call('audiences_in_scope')];
  const plan = scopePlan(shop.options, one);
  expect(
    scopePlan(shop.options, [...one, ...one, call('movements_in_scope')]).flatMap(
      (p) => p.statements,
    ).length,
  ).toBe(plan.flatMap(({ statements }) => statements).length + 1);
});

describe('the purposes', () => {
  const both = (change: object) =>
    namesOf(
      scopePlan(shop.options, [
        call('customers_in_scope', 'segment-reporting', change),
        call('customers_in_scope', 'model-fitting', change),
      ]),
    ).flat();

  it('share tables where the basis is declared, whichever of them asks first', () => {
    expect(both({})).toEqual(['local_days', 'acquisitions', 'customers_in_scope']);
    const alone = (purpose: Purpose) => scopePlan(shop.options, [call('orders_in_scope', purpose)]);
    expect(alone('model-fitting')).toEqual(alone('segment-reporting'));
  });

  it('have their own where consents decide', () => {
    const twice = ['customers_in_scope', 'customers_in_scope'];
    expect(both({ lawful_basis: 'consents' })).toEqual(['local_days', 'acquisitions', ...twice]);
  });
});

it('names tables by the run, and starts each of a run once', () => {
  const plan = (run: string) =>
    scopePlan({ ...shop.options, run }, [call('customers_in_scope')]).flatMap((p) => p.statements);
  expect(plan('wk-a1')).toEqual(plan('wk-a1'));
  const tokens = [...plan('wk-a1'), ...plan('wk-a2')].map(({ token }) => token);
  expect(new Set(tokens).size).toBe(6);
  for (const { queryString } of plan('wk-a1'))
    expect(queryString).toContain(keptTablePrefix('wk-a1'));
});

it('writes Parquet where it is told, or leaves the place to the workgroup', () => {
  const [told] = scopePlan({ ...shop.options, location: 's3://example-lake/scoped/wk-a1/' }, [
    call('customers_in_scope'),
  ]).flatMap(({ statements }) => statements);
  expect(told?.queryString).toMatch(
    /^create table "example_lake"\."scoped_[0-9a-f]{12}_local_days_[0-9a-f]{12}" with \(format = 'PARQUET', external_location = 's3:\/\/example-lake\/scoped\/wk-a1\/local_days_[0-9a-f]{12}\/'\) as\nwith /,
  );
  const [left] = scopePlan(shop.options, [call('customers_in_scope')]).flatMap((p) => p.statements);
  expect(left?.queryString).toContain("with (format = 'PARQUET') as");
});

it('is what a query needs: without it the tables are not there', async () => {
  const warehouse = athenaWarehouse(shop.options);
  const { query, parameters } = call('customers_in_scope');
  await expect(warehouse.run(query, parameters)).rejects.toThrow('CATALOG_ERROR');
});
