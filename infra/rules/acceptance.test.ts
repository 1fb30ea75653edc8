import { describe, expect, it } from 'vitest';
import { type Acceptance, acceptanceFindings, accepts } from './acceptance.ts';
import { ACCEPTED } from './accepted.ts';

const sound: Acceptance = {
  finding: /^R18$/,
  at: /^Writers$/,
  reason: 'a table with a location of its own is refused elsewhere',
  owner: 'maintainers',
  expires: '2027-06-30',
};
const today = '2026-11-24';

it('bears what says why, who and until when', () => {
  expect(acceptanceFindings([sound], today)).toEqual([]);
  expect(accepts(sound, { name: 'R18', at: 'Writers' })).toBe(true);
  expect(accepts(sound, { name: 'R18', at: 'WritersOfAll' })).toBe(false);
});

describe('does not bear', () => {
  const wrong: readonly [string, Partial<Acceptance>][] = [
    ['a short reason', { reason: 'because' }],
    ['nobody', { owner: '' }],
    ['a day that is none', { expires: 'next year' }],
    ['a day that is past', { expires: '2026-11-23' }],
    ['a day too far', { expires: '2028-11-25' }],
    ['a finding that matches others too', { finding: /R1/ }],
    ['a place that matches others too', { at: /^Wri/ }],
  ];
  it.each(wrong)('%s', (_, change) => {
    expect(acceptanceFindings([{ ...sound, ...change }], today).map(({ rule }) => rule)).toContain(
      'R25',
    );
  });

  it('a list that has grown long', () => {
    expect(
      acceptanceFindings(
        Array.from({ length: 16 }, () => sound),
        today,
      ),
    ).toHaveLength(1);
  });
});

it('is kept by our own list, today', () => {
  expect(ACCEPTED.length).toBeGreaterThan(5);
  expect(acceptanceFindings(ACCEPTED, new Date().toISOString().slice(0, 10))).toEqual([]);
});
