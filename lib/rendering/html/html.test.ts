import fc from 'fast-check';
import { expect, it } from 'vitest';
import { html } from './html.ts';

it('escapes values, in text and in attributes', () => {
  expect(html`<p title="${'"x"'}">${'<b>&'}</p>`.text).toBe(
    '<p title="&#34;x&#34;">&#60;b&#62;&#38;</p>',
  );
});

it('lets no value open a tag or leave an attribute', () => {
  fc.assert(
    fc.property(fc.string(), (value) => {
      expect(html`${value}`.text).not.toMatch(/[<>"']/);
    }),
  );
});
