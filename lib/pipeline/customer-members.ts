import * as z from 'zod';
import type { Scope } from '#lib/privacy/figure.ts';
import { type Query, scopeTo } from '#lib/privacy/scope/scoped-query.ts';
import type { Parameters } from '#lib/warehouse/bind-parameters.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import sql from './customer-members.sql';

const row = z.object({ scheme: z.string(), segment: z.string() });

const query: Query<Scope> = {
  name: 'customer-members',
  sql,
  parseRow: (raw) => {
    const { scheme, segment } = row.parse(raw);
    return { [scheme]: segment };
  },
};

/** Every segment of the registered schemes, and entry channel, that a customer in scope is in, whenever they ordered. */
export const customerMembers = (
  warehouse: Warehouse,
  scope: Parameters,
): Promise<readonly Scope[]> => warehouse.run(scopeTo('segment-reporting', query), scope);
