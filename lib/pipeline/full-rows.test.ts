import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countCell } from '#lib/metrics/facts/cells/derived-cells.ts';
import { figure } from '#lib/metrics/figures.ts';
import type { Figure, NaReason, Scope } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { knownMembers, scopesOf, withFullRows } from './full-rows.ts';

const of = (figures: readonly Figure[]): Measured => ({ figures, cells: [], equations: [] });

interface Told {
  readonly metric?: string;
  readonly options?: string;
  readonly scope?: Scope;
  readonly reason?: NaReason;
}

const told = ({ metric = 'apv', options = '', scope = {}, reason }: Told): Figure =>
  figure({
    name: { metric, options, period: '2026-W46', scope },
    unit: 'money',
    value: reason === undefined ? 4200 : null,
    ...(reason === undefined ? {} : { reason }),
    customers: 12,
    cells: ['cell'],
  });

const COUNTRIES = ['DE', 'IE', 'LU', 'MT'];
const everywhere = new Map([['country', COUNTRIES]]);

/** As a metric lists them: everyone, then each country, for one line after the other. */
const table = (countries: readonly string[]): Measured =>
  of(
    ['line=orders', 'line=sales'].flatMap((options) => [
      told({ options }),
      ...countries.map((country) => told({ options, scope: { country } })),
    ]),
  );

const names = ({ figures }: Measured): string[] =>
  figures.map(({ options, scope }) => `${options} ${scope['country'] ?? 'all'}`);

it('knows the members of customers, and of cells and figures of any metric', () => {
  const identity = { measure: 'customers', period: '2026-Q3', scope: { country: 'LU' } };
  const cell = countCell(identity, 3, false);
  const spend = told({ metric: 'cac-loaded', scope: { channel: 'radio' } });
  const measured = [{ ...table(['IE', 'DE']), cells: [cell] }, of([spend])];
  const scopes = [{ country: 'MT' }, ...scopesOf(measured)];
  expect(knownMembers(scopes, ['country', 'channel', 'plan'])).toEqual(
    new Map([
      ['country', ['DE', 'IE', 'LU', 'MT']],
      ['channel', ['radio']],
      ['plan', []],
    ]),
  );
});

it('withholds the row of a member that nobody was in, as it would that of a few', () => {
  const { figures } = withFullRows(table(['DE', 'IE', 'MT']), everywhere);
  const luxembourg = figures.filter(({ scope }) => scope['country'] === 'LU');
  expect(luxembourg).toEqual(
    ['line=orders', 'line=sales'].map((options) => ({
      metric: 'apv',
      options,
      period: '2026-W46',
      scope: { country: 'LU' },
      unit: 'money',
      value: null,
      reason: 'withheld',
      lower: null,
      upper: null,
      customers: 0,
      cells: [],
    })),
  );
});

it('lists the same rows in the same places, whoever was there', () => {
  const full = names(table(COUNTRIES));
  const some = fc.shuffledSubarray(COUNTRIES, { minLength: 1 });
  fc.assert(
    fc.property(some, (countries) => {
      expect(names(withFullRows(table(countries), everywhere))).toEqual(full);
    }),
  );
});

it('keeps what was measured', () => {
  const measured = table(COUNTRIES);
  expect(withFullRows(measured, everywhere)).toEqual(measured);
});

it('has a table for each option, period and further scope', () => {
  const rows = ['2026-04', '2026-05'].map((cohort) => told({ scope: { cohort, country: 'IE' } }));
  const { figures } = withFullRows(of(rows), new Map([['country', ['IE', 'LU']]]));
  expect(figures.map(({ scope }) => scope)).toEqual([
    { cohort: '2026-04', country: 'IE' },
    { cohort: '2026-04', country: 'LU' },
    { cohort: '2026-05', country: 'IE' },
    { cohort: '2026-05', country: 'LU' },
  ]);
});

it.each(['unripe', 'missing_input'] as const)(
  'says %s of everyone where it holds of all',
  (why) => {
    const rows = [told({ scope: { country: 'IE' }, reason: why })];
    const { figures } = withFullRows(of(rows), everywhere);
    expect(figures.map(({ reason }) => reason)).toEqual(COUNTRIES.map(() => why));
  },
);

it('leaves tables of spend as they are: a channel without advertising is no secret', () => {
  const spend = of([told({ metric: 'roas', scope: { channel: 'email' } })]);
  expect(withFullRows(spend, new Map([['channel', ['email', 'organic']]]))).toEqual(spend);
});

it('fills tables of spend that are about the customers of a cohort', () => {
  const scope = { cohort: '2026-04', channel: 'email' };
  const { figures } = withFullRows(
    of([told({ metric: 'clv-cac', scope })]),
    new Map([['channel', ['email', 'organic']]]),
  );
  expect(figures.map(({ scope: { channel }, reason }) => [channel, reason])).toEqual([
    ['email', null],
    ['organic', 'withheld'],
  ]);
});
