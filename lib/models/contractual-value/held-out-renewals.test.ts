import { describe, expect, it } from 'vitest';
import { itOnCdnow } from '../cdnow.fixture.ts';
import { wasRefused } from '../fit.ts';
import { retentionTruth, tenuresOf } from '../tenure/tenures.fixture.ts';
import { asOfEarlier, backtestRenewals } from './held-out-renewals.ts';
import { RETENTION_MODELS } from './retention-model.ts';
import type { SubscriberGroup } from './subscriber-group.ts';
import { group } from './subscribers.fixture.ts';

const [sbgModel, bdwModel] = RETENTION_MODELS;
if (!sbgModel || !bdwModel) throw new Error('two models');

describe('an earlier cut', () => {
  it.each<[string, Partial<SubscriberGroup>, Partial<SubscriberGroup> | null]>([
    ['was not there', { age: 2, renewals: 2 }, null],
    ['began just then', { age: 3, renewals: 1, isLost: true }, { age: 0, renewals: 0 }],
    ['active still', { age: 5, renewals: 5 }, { age: 2, renewals: 2 }],
    ['lost since', { age: 5, renewals: 3, isLost: true }, { age: 2, renewals: 2 }],
    [
      'lost at the first renewal held out',
      { age: 5, renewals: 2, isLost: true },
      { age: 2, renewals: 2 },
    ],
    ['lost before', { age: 5, renewals: 1, isLost: true }, { age: 2, renewals: 1, isLost: true }],
  ])('%s', (_, now, earlier) => {
    expect(asOfEarlier([group(now)], 3)).toEqual(earlier === null ? [] : [group(earlier)]);
  });
});

/** 1,000 subscribers of a published cohort after 12 years, lost ones with their renewals. */
const published = (name: string) =>
  tenuresOf(retentionTruth(name).actual_alive, 12).map((own) => group({ ...own, age: 12 }));

describe('the last five renewals of the cohorts of 2007', () => {
  for (const [name, model] of [
    ['regular.sbg', sbgModel],
    ['high_end.sbg', sbgModel],
    ['regular.bdw', bdwModel],
    ['high_end.bdw', bdwModel],
  ] as const)
    itOnCdnow(`are predicted as published: ${name}`, () => {
      const { actual_alive: alive, survival_0_12: survival } = retentionTruth(name);
      const tested = backtestRenewals(model, published(name), 5);
      if (wasRefused(tested)) throw new Error(tested.refused);
      const last = [8, 9, 10, 11, 12];
      const share = last.reduce((sum, t) => sum + (survival[t] ?? 0), 0) / (survival[7] ?? 0);
      expect(tested.customers).toBe(alive[7]);
      expect(tested.actual).toBe(last.reduce((sum, t) => sum + (alive[t] ?? 0), 0));
      expect(tested.predicted).toBeCloseTo((alive[7] ?? 0) * share, 2);
      const lnL = last.reduce((sum, t) => {
        const [before = 0, now = 0] = [alive[t - 1], alive[t]];
        const rate = (survival[t] ?? 0) / (survival[t - 1] ?? 1);
        return sum + now * Math.log(rate) + (before - now) * Math.log(1 - rate);
      }, 0);
      expect(tested.logLikelihood).toBeCloseTo(lnL, 3);
    });
});
