import { describe, expect, it } from 'vitest';
import { type LandingSource, landingIdentity } from './landing-source.ts';
import { planLanding } from './plan-landing.ts';
import { CORE, PLACE, scanOf, scansOf, sourceOf } from './scanned.fixture.ts';

describe('the identity of a landing', () => {
  const identity = (source: LandingSource, code = 'code') => landingIdentity(source, code);

  it('is that of bytes, mapping and code, and of nothing else', () => {
    const source = sourceOf(scansOf(3));
    const renamed = { ...source, spec: { ...source.spec, files: ['elsewhere/orders.csv'] } };
    expect(identity(sourceOf(scansOf(3).reverse()))).toBe(identity(source));
    expect(identity(renamed)).toBe(identity(source));
    const others = [
      identity(sourceOf(scansOf(2))),
      identity(sourceOf(scansOf(3), { moneyFormat: 'minor' })),
      identity(sourceOf(scansOf(3), { assumeTimeZone: 'Europe/Dublin' })),
      identity(source, 'other code'),
    ];
    expect(new Set([identity(source), ...others]).size).toBe(5);
  });

  it('lets two runs land the same delivery apart from each other', () => {
    const nameIn = (run: string) =>
      planLanding([sourceOf(scansOf(1))], { ...PLACE, run }, 'code').tables.map(
        ({ landed }) => landed,
      );
    expect(nameIn('a')).toEqual(nameIn('a'));
    expect(nameIn('a')).not.toEqual(nameIn('b'));
  });

  it('reads a file that came twice once, and says so', () => {
    const twin = { ...scanOf(1, CORE), file: scanOf(0, CORE).file };
    const [plan] = planLanding([sourceOf([scanOf(0, CORE), twin])], PLACE, 'code').tables;
    expect(plan?.files.map(({ ordinal }) => ordinal)).toEqual([0]);
    expect(plan?.warnings.map(({ code }) => code)).toContain('SAME_FILE_TWICE');
  });
});
