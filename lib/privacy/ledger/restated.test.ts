import { expect, it } from 'vitest';
import type { FigureName, ReleasedFigure } from '../figure.ts';
import { lastReleased, ledgerOf } from './release-ledger.ts';
import { bundleMark, ladderName, restatedName } from './restated.ts';

const bare = { reason: null, lower: null, upper: null, customers: null } as const;
const printed = (name: FigureName, value: number | null): ReleasedFigure => ({
  ...name,
  ...bare,
  unit: 'money',
  value,
});
const WEEK = '2026-W46';
const NAME = ladderName('net-revenue', WEEK);
const LINE = { bundle: '2026-Q4', line: 'net-revenue', period: WEEK };
const record = (figures: readonly ReleasedFigure[]) => ({
  frozen: [],
  hidden: [],
  equations: [],
  figures,
});
const FIRST = record([printed(NAME, 1_000)]);
const BUNDLE = record([
  printed(bundleMark('2026-Q4', '2026-W53'), 13),
  printed(restatedName(LINE, 'now'), 970),
]);

it.each([
  ['before the bundle', '2026-W47', 1_000],
  ['with the bundle', '2026-W53', 1_000],
  ['after the bundle', '2027-W01', 970],
  ['a year later', '2027-W46', 970],
])('opens at the value last released in a report %s', (_, period, value) => {
  expect(lastReleased(ledgerOf([FIRST, BUNDLE]), NAME, period)?.value).toBe(value);
});

it.each([
  ['no bundle', [FIRST]],
  ['a bundle that does not say of which report it is', [FIRST, record(BUNDLE.figures.slice(1))]],
  ['a bundle of another line', [FIRST, record(BUNDLE.figures.slice(0, 1))]],
])('stands as it was printed after %s', (_, records) => {
  expect(lastReleased(ledgerOf(records), NAME, '2027-W46')?.value).toBe(1_000);
});

it('gives no value to what was never printed', () => {
  expect(lastReleased(ledgerOf([BUNDLE]), NAME, '2027-W46')).toBeUndefined();
});
