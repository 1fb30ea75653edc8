import { expect, it } from 'vitest';
import { clockChanges } from './clock-changes.ts';

/** From the IANA time zone database: local hours in which clocks are changed, and by how much they are set back. */
it.each([
  ['Europe/Dublin', [1, 2], [60]],
  ['America/New_York', [1, 2], [60]],
  ['Australia/Lord_Howe', [0, 2], [30, 60]],
  ['Antarctica/Troll', [1, 2], [120]],
  ['Asia/Kolkata', null, []],
])('%s', (zone, hours, setBackMinutes) => {
  expect(clockChanges(zone)).toEqual({ hours, setBackMinutes });
});

it('knows no zone on Mars', () => {
  expect(() => clockChanges('Mars/Phobos')).toThrow(RangeError);
});
