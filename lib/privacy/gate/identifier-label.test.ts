import { expect, it } from 'vitest';
import { refuseIdentifier } from './identifier-label.ts';
import { GateRefusal } from './verdict.ts';

it.each([
  '2026-W47',
  '1997-01',
  '2026-11-30',
  '2026',
  '3',
  'DE',
  'paid social',
  '18-24',
  '10000-20000',
  'Östergötland',
  'decade 2020/21',
  '100 000 - 250 000',
])('lets %s pass', (label) => {
  expect(() => refuseIdentifier(label)).not.toThrow();
});

it.each([
  'ada@example.com',
  'via ada.l+x@mail.example.com',
  '+44 20 7946 0958',
  '(555) 010-9999-12',
  '02079460958',
  '3f2504e0-4f89-11d3-9a0c-0305e82c3301',
  '4111 1111 1111 1111',
  '4111111111111111',
  'c0ffee00c0ffee00c0ffee00c0ffee00',
  'customer 1234567',
])('refuses %s', (label) => {
  expect(() => refuseIdentifier(label)).toThrow(new GateRefusal('IDENTIFIER_IN_LABEL'));
});

it('never quotes the label', () => {
  expect(() => refuseIdentifier('ada@example.com')).not.toThrow(/ada/);
});
