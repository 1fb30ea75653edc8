import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOfForm } from './automaton.ts';

const FORMS = [
  { form: 'a' },
  { form: 'ab?c|b{2,3}' },
  { form: '(a|b){0,2}c' },
  { form: '[a-c]{1,3}(\\.[ab]{2})?' },
  { form: '[abc-]{2,4}', except: 'ab|[bc]{3}' },
  { form: '(a{1,2}b{0,2}){2}', except: 'abab' },
];

describe.each(FORMS)('the automaton of $form without $except', ({ form, ...rest }) => {
  const { except = '(?!)' } = rest;

  it('accepts what the regular expression matches', () => {
    const text = fc.oneof(
      fc.stringMatching(new RegExp(`^(${form})$`)),
      fc.stringMatching(/^[abc.-]{0,6}$/),
    );
    fc.assert(
      fc.property(text, (sample) => {
        const matches = (pattern: string) => new RegExp(`^(${pattern})$`).test(sample);
        expect(isOfForm(sample, { form, ...rest })).toBe(matches(form) && !matches(except));
      }),
    );
  });
});
