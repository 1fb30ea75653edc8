import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base32, IDENTITY, identityHash } from './identity-hash.ts';
import { KEY } from './run-key.fixture.ts';
import { configHashOf, executionName, type RunKey, triggerKeyOf } from './run-key.ts';

describe('base32', () => {
  // RFC 4648, section 10, in lower case and without padding.
  it.each([
    ['', ''],
    ['f', 'my'],
    ['fo', 'mzxq'],
    ['foo', 'mzxw6'],
    ['foob', 'mzxw6yq'],
    ['fooba', 'mzxw6ytb'],
    ['foobar', 'mzxw6ytboi'],
  ])('of %j is %j', (text, coded) => {
    expect(base32(new TextEncoder().encode(text))).toBe(coded);
  });
});

describe('the trigger key', () => {
  it('is the sha256 of the sorted JSON in base32 (computed with another program)', () => {
    expect(triggerKeyOf(KEY)).toBe('cgs3y3ssv7lmmgbl5yzsqksvcj6hiroe5uj76cdzr277ig7fmeyq');
  });

  it('differs with every part', () => {
    const others: RunKey[] = [
      { ...KEY, tenant: 'other' },
      { ...KEY, report: 'monthly' },
      { ...KEY, period: '2026-W48' },
      { ...KEY, configHash: 'd' },
      { ...KEY, revision: 2 },
    ];
    expect(new Set([KEY, ...others].map(triggerKeyOf)).size).toBe(6);
  });

  it('takes composed and decomposed letters for the same', () => {
    expect(identityHash({ a: 'Café' })).toBe(
      'sl3jc6k72nf6th22puohazkctn7jtaiefffpngojztyps2vvrkxq',
    );
    expect(identityHash({ a: 'Cafe\u0301' })).toBe(
      'sl3jc6k72nf6th22puohazkctn7jtaiefffpngojztyps2vvrkxq',
    );
  });

  it('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.integer()), (record) => {
        const reversed = Object.fromEntries(Object.entries(record).reverse());
        expect(identityHash(reversed)).toBe(identityHash(record));
        expect(identityHash(record)).toMatch(IDENTITY);
      }),
    );
  });
});

it('names executions as Step Functions takes them', () => {
  const name = executionName(triggerKeyOf(KEY), KEY.period, 999);
  expect(name).toMatch(/^wk-2026-W47-[a-z2-7]{20}-a999$/);
  expect(name.length).toBeLessThanOrEqual(80);
});

it('leaves the mail settings out of the identity of a configuration', () => {
  const figures = { business: { name: 'Example shop' } };
  expect(configHashOf({ ...figures, mail: { from: 'a@example.com' } })).toBe(configHashOf(figures));
  expect(configHashOf({ business: { name: 'Other shop' } })).not.toBe(configHashOf(figures));
});
