import { describe, expect, it } from 'vitest';
import { dayIn, midnightUtc } from './zoned-time.ts';

describe('the day of an instant', () => {
  it.each([
    ['2026-07-01T23:30:00Z', 'Europe/Dublin', '2026-07-02'],
    ['2026-01-01T23:30:00Z', 'Europe/Dublin', '2026-01-01'],
    ['2026-01-01T03:30:00Z', 'America/New_York', '2025-12-31'],
    ['2026-01-01T11:00:00Z', 'Pacific/Kiritimati', '2026-01-02'],
  ])('%s in %s is %s', (instant, zone, day) => expect(dayIn(instant, zone)).toBe(day));
});

describe('the first instant of a day', () => {
  it.each([
    ['2026-11-23', 'UTC', '2026-11-23 00:00:00'],
    ['2026-07-06', 'Europe/Dublin', '2026-07-05 23:00:00'],
    ['2026-01-05', 'America/New_York', '2026-01-05 05:00:00'],
    ['2026-01-05', 'Asia/Kathmandu', '2026-01-04 18:15:00'],
    // Santiago puts the clock forward at midnight: the day of 2026-09-06 begins at 01:00 local time.
    ['2026-09-06', 'America/Santiago', '2026-09-06 04:00:00'],
  ])('%s in %s is %s UTC', (date, zone, utc) => expect(midnightUtc(date, zone)).toBe(utc));
});
