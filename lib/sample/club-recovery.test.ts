import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { groupBy } from '#lib/numerics/group-by.ts';
import { instant, type Row, readTable, text } from './read-table.ts';
import type { SampleTruth } from './truth.ts';
import { writeSampleShop } from './write-sample-shop.ts';

const ASOF = '2026-11-23';
const DAY = 86_400_000;
const directory = mkdtempSync(join(tmpdir(), 'club-recovery-'));
afterAll(() => rmSync(directory, { recursive: true }));

let truth: SampleTruth;
let members: readonly (readonly Row[])[];
beforeAll(async () => {
  truth = await writeSampleShop({ customers: 3000, seed: 'club', directory, asOf: ASOF });
  const billed = new Set(
    readTable(directory, 'invoices').map((row) => text(row, 'subscription_id')),
  );
  const rows = readTable(directory, 'subscriptions');
  const club = rows.filter((row) => !billed.has(text(row, 'subscription_id')));
  members = [...groupBy(club, (row) => text(row, 'subscription_id')).values()];
});

const isEnd = (row: Row) => text(row, 'status') === 'ended';
const near = (value: number, expected: number, tolerance: number) =>
  expect(Math.abs(value / expected - 1)).toBeLessThan(tolerance);

it('has members, and ends for the reasons they were drawn from', () => {
  near(members.length / truth.customers, truth.club.share, 0.1);
  const ends = members.flat().filter(isEnd);
  for (const { reason, share } of truth.club.reasons)
    near(ends.filter((row) => text(row, 'reason') === reason).length / ends.length, share, 0.25);
});

it('is past due before each end of who failed to pay', () => {
  const failed = members.flatMap((own) =>
    own.flatMap((row, at) => (text(row, 'reason') === 'payment-failed' ? [own[at - 1]] : [])),
  );
  expect(failed.length).toBeGreaterThan(50);
  expect(new Set(failed.map((row) => row && text(row, 'status')))).toEqual(new Set(['past_due']));
});

it('gets back those who return, in time', () => {
  const [, latest] = truth.club.returnDays;
  const longAgo = Date.parse(ASOF) - (latest + 1) * DAY;
  const old = members.flatMap((own) =>
    own.flatMap((row, at) =>
      isEnd(row) && instant(row, 'effective_at') < longAgo ? [own[at + 1] !== undefined] : [],
    ),
  );
  near(old.filter((returned) => returned).length / old.length, truth.club.returnShare, 0.15);
});
