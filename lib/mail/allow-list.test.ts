import { expect, it } from 'vitest';
import { checkRecipients, RecipientNotAllowedError } from './allow-list.ts';

const allowed = {
  addresses: ['finance@example.com', 'cfo@Example.com', 'old@example.net'],
  domains: ['example.com'],
};

it('gives each listed recipient once', () => {
  expect(
    checkRecipients(['finance@example.com', 'cfo@example.com', 'finance@EXAMPLE.com'], allowed),
  ).toEqual(['finance@example.com', 'cfo@example.com']);
});

it('stops the whole send for an address that is not listed, or whose domain is not', () => {
  const send = (stray: string) => () => checkRecipients(['finance@example.com', stray], allowed);
  expect(send('other@example.com')).toThrow(RecipientNotAllowedError);
  expect(send('old@example.net')).toThrow(RecipientNotAllowedError);
  expect(send('Finance@example.com')).toThrow(RecipientNotAllowedError);
  expect(send('other@example.com')).toThrow(/recipient 2 of 2/);
  expect(send('other@example.com')).not.toThrow(/other/);
});
