import { describe, expect, it } from 'vitest';
import type { LandingSource } from '../plan/landing-source.ts';
import { planLanding } from '../plan/plan-landing.ts';
import { PLACE } from '../plan/scanned.fixture.ts';
import { COUNTS, source } from './counted-orders.fixture.ts';
import { parseContent, parseCounts } from './landing-counts.ts';
import { settleLanding, settleSnapshot } from './settle-landing.ts';

describe('a table of the catalogue', () => {
  const existing: LandingSource = {
    ...source,
    spec: { ...source.spec, existing: 'sales.orders' },
    inputs: [],
    catalogue: { table: 'sales.orders', version: '2026-11-22T12:00:00Z' },
    selected: ['order_id', 'customer_id', 'ordered_at', 'net_amount', 'currency'].map((name) => ({
      name,
      type: 'varchar',
    })),
  };
  const [planned] = planLanding([existing], PLACE, 'code').tables;
  if (planned === undefined) throw new Error('orders were not planned');
  const hashOf = (content: string) => {
    const outcome = { counts: parseCounts(COUNTS), aside: [], content: parseContent({ content }) };
    const landed = settleLanding(existing, planned, outcome);
    expect(landed.files).toEqual([
      {
        name: 'sales.orders',
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        bytes: 0,
        rows: 30_000,
        kind: 'table',
      },
    ]);
    return settleSnapshot([existing.spec], [landed], null).snapshot.hash;
  };

  it('makes the same snapshot of the same rows, and another of others as many', () => {
    expect(hashOf('0a1b')).toBe(hashOf('0a1b'));
    expect(hashOf('0a1b')).not.toBe(hashOf('0a1c'));
  });
});
