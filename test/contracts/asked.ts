import { scopeTo } from '#lib/privacy/scope/scoped-query.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { SCOPE_PARAMETERS } from '../fixtures/shop-warehouse.ts';

/** The warehouse of a contract's tests. */
export type Opened = () => Promise<Warehouse>;

export const CUT = { ...SCOPE_PARAMETERS, as_of: '2026-11-16', as_of_utc: '2026-11-16 00:00:00' };

/** A query in the scope of reports, its rows as the warehouse gives them. */
export const scoped = (sql: string, name = 'asked') =>
  scopeTo('segment-reporting', { name, sql, parseRow: (row) => row });
