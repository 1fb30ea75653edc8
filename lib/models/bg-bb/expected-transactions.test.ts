import fc from 'fast-check';
import { expect, it } from 'vitest';
import { betaExpectation } from '#lib/numerics/beta-expectation.ts';
import { logGamma } from '#lib/numerics/log-gamma.ts';
import { itOnCdnow, relative } from '../cdnow.fixture.ts';
import { UnboundedLifetime } from '../tenure/residual-lifetime.ts';
import {
  byQuadrature,
  donations,
  donationsTruth,
  historyUpTo,
  parameters,
} from './donations.fixture.ts';
import { expectedTransactions } from './expected-transactions.ts';
import { probabilityAlive } from './probability-alive.ts';

const ENDLESS = { rate: 0.1, opportunities: Number.POSITIVE_INFINITY };

itOnCdnow('donors are scored as published', () => {
  const { params, rows, expected_total_transactions_2002_2006: total } = donationsTruth();
  const { alpha = 0, beta = 0, gamma = 0, delta = 0 } = params;
  const own = { alpha, beta, gamma, delta };
  const fiveYears = { opportunities: 5, rate: 0 };
  for (const { x, t_x, n, ...expected } of rows) {
    const history = { frequency: x, recency: t_x, age: n };
    expect(relative(probabilityAlive(own, history), expected.p_alive_at_7)).toBeLessThan(1e-12);
    const purchases = expectedTransactions(own, history, fiveYears);
    expect(relative(purchases, expected.cond_exp_5)).toBeLessThan(1e-12);
    const dert = expectedTransactions(own, history, ENDLESS);
    expect(relative(dert, expected.DERT_d10pct)).toBeLessThan(1e-12);
  }
  const all = donations().map(
    (group) => group.customers * expectedTransactions(own, group, fiveYears),
  );
  expect(
    relative(
      all.reduce((sum, some) => sum + some, 0),
      total,
    ),
  ).toBeLessThan(1e-12);
});

it('is the closed form of 2010 where that has one', () => {
  const next = fc.integer({ min: 1, max: 20 });
  fc.assert(
    fc.property(parameters, historyUpTo(12), next, (own, history, opportunities) => {
      const { alpha, beta, gamma, delta } = own;
      fc.pre(Math.abs(gamma - 1) > 0.1);
      const { frequency: x, age: n } = history;
      const logBeta = (a: number, b: number) => logGamma(a) + logGamma(b) - logGamma(a + b);
      const buys = logBeta(alpha + x + 1, beta + n - x) - logBeta(alpha, beta);
      const lives = logGamma(gamma + delta) - logGamma(1 + delta);
      const left = (m: number) => Math.exp(logGamma(1 + delta + m) - logGamma(gamma + delta + m));
      const expected =
        (Math.exp(buys + lives) * (delta / (gamma - 1)) * (left(n) - left(n + opportunities))) /
        byQuadrature(own, history);
      const actual = expectedTransactions(own, history, { opportunities, rate: 0 });
      expect(Math.abs(actual - expected)).toBeLessThan(1e-9 * (1 + expected));
    }),
  );
});

it('stays between 0 and what an active customer would buy, grows with the horizon, has a limit', () => {
  fc.assert(
    fc.property(parameters, historyUpTo(30), fc.nat(20), (own, history, opportunities) => {
      const alive = probabilityAlive(own, history);
      expect(alive).toBeGreaterThan(0);
      expect(alive).toBeLessThan(1);
      const rate = (own.alpha + history.frequency) / (own.alpha + own.beta + history.age);
      const within = (next: number) =>
        expectedTransactions(own, history, { opportunities: next, rate: 0.1 });
      expect(within(0)).toBe(0);
      expect(within(opportunities)).toBeLessThanOrEqual(alive * rate * opportunities);
      expect(within(opportunities + 1)).toBeGreaterThan(within(opportunities));
      // DERT is the mean of (1−θ)/(d+θ) over the Beta(γ, δ+n) of those who stayed, of whom all buy at `rate`.
      const law = { a: own.gamma, b: own.delta + history.age };
      const active = betaExpectation(law, (q) => (1 - q) / (0.1 + q));
      const next = (own.delta + history.age) / (own.gamma + own.delta + history.age);
      const dert = expectedTransactions(own, history, ENDLESS);
      expect(relative(dert, ((alive * rate) / next) * active)).toBeLessThan(1e-9);
    }),
  );
});

it('has no end without discount, and says so', () => {
  const own = { alpha: 1, beta: 1, gamma: 1, delta: 1 };
  const history = { frequency: 1, recency: 1, age: 2 };
  const endless = { ...ENDLESS, rate: 0 };
  expect(() => expectedTransactions(own, history, endless)).toThrow(UnboundedLifetime);
});
