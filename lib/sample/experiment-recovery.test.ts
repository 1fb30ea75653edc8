import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { instant, isPaid, readTable, text } from './read-table.ts';
import { writeSampleShop } from './write-sample-shop.ts';

const DAY = 86_400_000;
const directory = mkdtempSync(join(tmpdir(), 'experiment-recovery-'));
afterAll(() => rmSync(directory, { recursive: true }));

function orderTimes(): Map<string, number[]> {
  const times = new Map<string, number[]>();
  for (const row of readTable(directory, 'orders').filter(isPaid)) {
    const customer = text(row, 'customer_id');
    times.set(customer, [...(times.get(customer) ?? []), instant(row, 'ordered_at')]);
  }
  return times;
}

it('gives back the true effect of the experiment that is over, in even parts', async () => {
  const truth = await writeSampleShop({
    customers: 4000,
    seed: 'recovery',
    directory,
    asOf: '2026-11-23',
    troubles: false,
  });
  const [over] = truth.experiments;
  const times = orderTimes();
  const assigned = readTable(directory, 'experiment_assignments');
  const side = (name: string) => {
    const own = assigned
      .filter((row) => text(row, 'experiment_id') === over?.id)
      .filter((row) => text(row, 'variant') === name);
    const hits = own.filter((row) => {
      const from = instant(row, 'assigned_at');
      const at = times.get(text(row, 'customer_id')) ?? [];
      return at.some((time) => time >= from && time < from + (over?.days ?? 0) * DAY);
    });
    return { n: own.length, hits: hits.length };
  };
  const [control, variant] = [side('control'), side('variant')];
  const pull = over?.pull ?? 0;
  const ratio = variant.hits / variant.n / (control.hits / control.n);
  expect(ratio / ((1 + pull) / (1 - pull))).toBeGreaterThan(0.8);
  expect(ratio / ((1 + pull) / (1 - pull))).toBeLessThan(1.25);
  const n = control.n + variant.n;
  expect(Math.abs(variant.n - n / 2)).toBeLessThan(2 * Math.sqrt(n));
  expect(n).toBeGreaterThan((over?.plannedPerCustomer ?? 0) * truth.customers);
});
