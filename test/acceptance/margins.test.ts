import { beforeAll, expect, it } from 'vitest';
import { AS_OF, BASES, plainFigures, WEEK, writeRefunds, writeShop } from './margin-shop.ts';
import { nameOf, shopFolder, tenure } from './shop-folder.ts';

const folder = await shopFolder();
beforeAll(() => writeRefunds(folder));

const WORDS = {
  costs: 'Contribution is CM2, from the costs of each order.',
  assumed: 'Contribution is an assumed share of net sales',
  revenue: 'values of customers are net sales, not profit',
};

it.each(BASES)(
  '$basis in $currency: the ladder of the week and the CLV of a cohort are the plain loops',
  async (how) => {
    const name = await writeShop(folder, how);
    const { code, err } = await tenure(
      ...['run', '--config', folder.at(`${name}.yaml`), '--as-of', AS_OF],
      ...['--out', folder.at(name), '--store', folder.at(`${name}-store`)],
    );
    expect([code, err.includes('currency-known')]).toEqual([0, false]);
    const text = folder.text(`${name}/weekly/email.txt`).replaceAll(/\s+/g, ' ');
    expect(text).toContain(WORDS[how.basis]);
    const found = new Map(folder.report(name).figures.map((line) => [nameOf(line), line.value]));
    const line = (step: string) => {
      const ladder = { metric: 'money-ladder', options: `line=${step}` };
      return found.get(nameOf({ ...ladder, period: WEEK.label, scope: {} }));
    };
    const plain = plainFigures(how);
    const major = how.minor === 1 ? 100 : 1;
    const ladder = {
      'gross-sales': plain.net + plain.discounts,
      discounts: plain.discounts,
      'discounted-sales': plain.net,
      refunds: plain.refunds,
      'net-sales': plain.net - plain.refunds,
      shipping: plain.shipping,
      'net-revenue': plain.net - plain.refunds + plain.shipping,
      contribution: plain.contribution,
    };
    for (const [step, minor] of Object.entries(ladder))
      expect([step, line(step)]).toEqual([step, minor / major]);
    const costs = { cogs: plain.cogs, fulfilment: plain.fulfilment };
    for (const [step, minor] of Object.entries(costs))
      expect([step, line(step)]).toEqual([step, how.costs ? minor / major : undefined]);
    const clv = { metric: 'clv-historic', options: 'age=30 d', period: '2024-09' };
    const cohort = found.get(nameOf({ ...clv, scope: { cohort: clv.period } }));
    expect(cohort).toBeCloseTo(plain.cohort / major, 9);
  },
);
