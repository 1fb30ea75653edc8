import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decimalText, plainDigits } from './decimal-text.ts';

it('shifts the decimal point of minor units, worked by hand', () => {
  expect(decimalText(120_431_000, 2)).toBe('1204310.00');
  expect(decimalText(5, 2)).toBe('0.05');
  expect(decimalText(-7, 2)).toBe('-0.07');
  expect(decimalText(0, 2)).toBe('0.00');
  expect(decimalText(9020.125, 2)).toBe('90.20125');
  expect(decimalText(1234, 0)).toBe('1234');
  expect(decimalText(1234, 3)).toBe('1.234');
});

it('writes every whole amount as integer arithmetic does', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (minor) => {
      const size = BigInt(minor < 0 ? -minor : minor);
      const expected = `${minor < 0 ? '-' : ''}${size / 100n}.${String(size % 100n).padStart(2, '0')}`;
      expect(decimalText(minor, 2)).toBe(expected);
    }),
  );
});

it('loses no digit of a fraction, whatever its size', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(Number(plainDigits(value))).toBe(value === 0 ? 0 : value);
      expect(plainDigits(value)).not.toContain('e');
    }),
  );
});
