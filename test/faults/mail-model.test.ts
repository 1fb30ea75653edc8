import { describe, expect, it } from 'vitest';
import { type Model, search, type Violation } from './mail-model.ts';
import type { Policy } from './mail-policy.ts';
import { worldOf } from './mail-world.ts';

/**
 * Explicit-state check of the mail protocol: the very generators that run against S3 and SES are put into every world
 * that two or three workers, crashes, lost and late ledger writes, lost and late answers, repeats, events, the hourly
 * sweep and a cancellation or suppression can bring about.
 */
const TWO = { workers: 2, crashes: 1, unclear: 1, refusals: 1, reruns: 1 };
const ours = (model: Omit<Model, 'policy'>, budget: Partial<typeof TWO> = {}) =>
  search(worldOf({ ...TWO, ...budget }), { ...model, policy: {} });

describe('the mail protocol', () => {
  it('sends no mail twice and tells no lie, whatever crashes, repeats or comes late', () => {
    const found = ours({ stop: 'nothing', events: true });
    expect([...found.violations]).toEqual([]);
    expect(found.states).toBeGreaterThan(40_000);
  });

  it('needs no events for that', () => {
    const found = ours({ stop: 'nothing', events: false }, { reruns: 0 });
    expect([...found.violations]).toEqual([]);
    expect(found.states).toBeGreaterThan(2_000);
  });

  it('holds for three workers', () => {
    const found = ours({ stop: 'nothing', events: true }, { workers: 3, refusals: 0, reruns: 0 });
    expect([...found.violations]).toEqual([]);
    expect(found.states).toBeGreaterThan(20_000);
  });

  it.each(['cancel', 'suppress'] as const)('claims nothing after a swept %s', (stop) => {
    const found = ours({ stop, events: true }, { reruns: 0, refusals: stop === 'cancel' ? 1 : 0 });
    expect([...found.violations]).toEqual([]);
    expect(found.states).toBeGreaterThan(40_000);
  });
});

const DUPLICATES: readonly (readonly [string, Policy])[] = [
  ['no ledger', { noLedger: true }],
  ['a client that repeats by itself', { clientRepeats: true }],
  ['a retry after a timeout', { doubtIsRefusal: true }],
  ['a lease that expires', { leaseExpires: true }],
  ['a resend after a grace period', { resendAfterGrace: true }],
  ['a restart that takes over its claim', { restartTakesOver: true }],
  ['claims without an id', { noClaimId: true }],
];
const LATE_CLAIMS: readonly (readonly [string, Policy])[] = [
  ['rows without revision and fresh id', { noNonce: true }],
  ['unconditional writes', { unconditional: true }],
  ['a flag that is read before the row', { flagFirst: true }],
  ['a cancellation without a sweep', { noSweep: true }],
];

describe('a protocol that is broken at one place', () => {
  it.each(DUPLICATES)('sends twice: %s', (_, policy) => {
    expect(violations(policy, 'nothing', 'duplicate')).toContain('duplicate');
  });

  it.each(LATE_CLAIMS)('claims after the cancellation: %s', (_, policy) => {
    expect(violations(policy, 'cancel', 'late claim')).toContain('late claim');
  });
});

const violations = (policy: Policy, stop: Model['stop'], wanted: Violation): Violation[] => [
  ...search(worldOf(TWO), { policy, stop, events: true }, wanted).violations,
];
