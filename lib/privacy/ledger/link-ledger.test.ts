import { expect, it } from 'vitest';
import { type Cell, cellKey } from '../cell.ts';
import { countCell } from '../gate/tables.fixture.ts';
import { STANDARD_POLICY } from '../policy.ts';
import { linkLedger } from './link-ledger.ts';
import { ledgerOf } from './release-ledger.ts';

const inPeriod = (period: string, customers: number, scope = {}): Cell => ({
  ...countCell(scope, customers),
  period,
  key: cellKey('customers', period, scope),
});

const [week, swedes, danes] = [
  inPeriod('2026-W44', 40),
  inPeriod('2026-W44', 33, { country: 'se' }),
  inPeriod('2026-W44', 7, { country: 'dk' }),
];
const [next, month] = [inPeriod('2026-W45', 30), inPeriod('2026-11', 70)];

/** The system of a month after a release of its first week, of which countries were hidden. */
function linked(published: boolean): ReadonlySet<string> {
  const ledger = ledgerOf([
    {
      frozen: [{ cell: week, published }],
      hidden: [swedes, danes],
      equations: [{ total: week.key, parts: [swedes.key, danes.key] }],
      figures: [],
    },
  ]);
  const draft = {
    cells: [week, next, month],
    equations: [{ total: month.key, parts: [week.key, next.key] }],
    printable: new Set([next.key, month.key]),
  };
  const { cells } = linkLedger(draft, ledger, STANDARD_POLICY);
  return new Set(cells.map(({ key }) => key));
}

it('leaves out what hangs on a number that readers were told: nothing new follows of it', () => {
  expect(linked(true)).toEqual(new Set([week.key, next.key, month.key]));
});

it('takes in what hangs on a number that was withheld: the new one may give it away', () => {
  expect(linked(false)).toEqual(new Set([week.key, next.key, month.key, swedes.key, danes.key]));
});
