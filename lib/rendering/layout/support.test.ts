import { expect, it } from 'vitest';
import { released } from '../../../test/gallery/fixture-figure.ts';
import { fixtureHead } from '../../../test/gallery/fixture-report.ts';
import { figureTable } from '../figure-table.ts';
import { formatFor } from '../format.ts';
import { supportBlocks } from './support.ts';

const head = fixtureHead('FINAL');
const period = head.month;

/** Warnings of a month in which so many customers had a ticket, and such a share of them about one issue. */
function warnings(share: number | null, customers: number | null): string[] {
  const issue = {
    metric: 'issue-reach',
    period,
    scope: { issue: 'login' },
    unit: 'share',
  } as const;
  const of = { metric: 'contact-rate', options: 'part=customers', period, unit: 'count' } as const;
  const withheld = { reason: 'withheld', customers: null } as const;
  const figures = figureTable([
    released({ ...issue, options: 'base=A' }, share, share === null ? withheld : {}),
    released({ ...issue, options: 'base=B' }, null, withheld),
    released(of, customers, customers === null ? withheld : {}),
  ]);
  const blocks = supportBlocks({ head, figures, format: formatFor(head), withheld: 0 });
  return blocks.flatMap((block) => (block?.kind === 'warning' ? [block.text] : []));
}

it('warns of an issue that three in ten of at least thirty customers with a ticket had', () => {
  expect(warnings(0.3, 30)).toEqual([
    'Issue "login": 30.0% of customers with a ticket (alert 30 %).',
  ]);
  expect(warnings(0.299, 30)).toEqual([]);
  expect(warnings(0.3, 29)).toEqual([]);
});

it('says nothing of what is withheld', () => {
  expect(warnings(null, 300)).toEqual([]);
  expect(warnings(0.5, null)).toEqual([]);
});
