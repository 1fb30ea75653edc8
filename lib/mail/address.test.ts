import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AddressError, parseAddress } from './address.ts';

it('accepts plain addresses and writes the domain in one spelling', () => {
  expect(parseAddress('finance@example.com')).toBe('finance@example.com');
  expect(parseAddress('First.Last+cfo@Example.COM')).toBe('First.Last+cfo@example.com');
  expect(parseAddress('reports@bücher.example')).toBe('reports@xn--bcher-kva.example');
});

it.each([
  '',
  'finance',
  '@example.com',
  'finance@',
  'a@example.com, b@example.com',
  'Finance <a@example.com>',
  '"quoted local"@example.com',
  'a..b@example.com',
  'a@example.com\r\nBcc: b@example.com',
  'a@exa mple.com',
  'a@example.com\u2028',
  `${'x'.repeat(65)}@example.com`,
])('refuses %j', (text) => {
  expect(() => parseAddress(text)).toThrow(AddressError);
});

it('never repeats the address in its message', () => {
  expect(() => parseAddress('secret name@example.com')).toThrow(/^(?!.*secret)/);
});

it('gives nothing back that could end a header line or begin another address', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (local, domain) => {
      let address = '';
      try {
        address = parseAddress(`${local}@${domain}`);
      } catch {
        return;
      }
      expect(address).toMatch(/^[!-~]+@[a-z0-9.-]+$/);
      expect(address).not.toMatch(/[,;:<>"()[\]\\]/);
    }),
  );
});
