import { describe, expect, it } from 'vitest';
import { randomFrom } from '#lib/numerics/random-from.ts';
import * as bdw from '../bdw/simulate.ts';
import { chooseRetentionModel } from './choose-retention-model.ts';
import { group, grouped } from './subscribers.fixture.ts';

describe('no model', () => {
  const plan = { periods: 12, minCustomers: 10 };
  const shop = (customers: number, lost: number, age: number) => [
    group({ age, renewals: age, customers: customers - lost }),
    group({ age, renewals: Math.floor(age / 2), isLost: true, customers: lost }),
  ];
  it.each([
    ['too-few-subscribers', shop(499, 100, 12)],
    ['too-few-lost-subscribers', shop(500, 9, 12)],
    ['history-too-short', shop(500, 100, 1)],
    ['too-few-subscribers', []],
  ])('%s', (refused, groups) => {
    expect(chooseRetentionModel(groups, plan)).toEqual({ refused });
  });
});

it('takes BdW where subscribers become likelier to leave, which no sBG can be', () => {
  const random = randomFrom('rising');
  const people = Array.from({ length: 4000 }, (_, i) => {
    const lasts = bdw.simulateRenewals({ alpha: 0.5, beta: 10, c: 1.8 }, random);
    return { level: 'a', age: i % 24, lasts };
  });
  const choice = chooseRetentionModel(grouped(people), { periods: 12, minCustomers: 10 });
  expect('refused' in choice ? choice.refused : choice.fit.model.name).toBe('bdw');
});
