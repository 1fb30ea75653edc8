import { describe, expect, it } from 'vitest';
import { midnightUtc } from '#lib/units/zoned-time.ts';
import { weekOfPeriod } from './iso-period.ts';
import { duePeriods, plannedPeriod, ScheduledTimeError, weeksBetween } from './schedule-plan.ts';

const ZONES = [
  'UTC',
  'Europe/Dublin',
  'America/New_York',
  'America/Santiago',
  'America/St_Johns',
  'Africa/Casablanca',
  'Asia/Tehran',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Pacific/Apia',
  'Pacific/Kiritimati',
];
const DAY = 86_400_000;
const FIRST_MONDAY = Date.UTC(2016, 0, 4);
const LAST_MONDAY = Date.UTC(2036, 11, 29);

/** Every ISO week of 2016 to 2036 by counting: a week belongs to the year of its Thursday. */
function countedWeeks(): { readonly label: string; readonly monday: number }[] {
  const weeks = [];
  let year = 2016;
  let number = 0;
  for (let monday = FIRST_MONDAY; monday < LAST_MONDAY; monday += 7 * DAY) {
    const thursdayYear = new Date(monday + 3 * DAY).getUTCFullYear();
    number = thursdayYear === year ? number + 1 : 1;
    year = thursdayYear;
    weeks.push({ label: `${year}-W${String(number).padStart(2, '0')}`, monday });
  }
  return weeks;
}

const WEEKS = countedWeeks();

/** UTC instant of a local wall time; null where the clock skips it. Searched, as no library gives it. */
function instantOf(local: number, zone: string): number | null {
  const format = formatFor(zone);
  const wall = (instant: number) => Date.parse(`${format.format(instant).replace(' ', 'T')}Z`);
  const guess = local - (wall(local) - local);
  const instant = guess - (wall(guess) - local);
  return wall(instant) === local ? instant : null;
}

const formats = new Map<string, Intl.DateTimeFormat>();
function formatFor(timeZone: string): Intl.DateTimeFormat {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  formats.set(timeZone, format);
  return format;
}

describe.each(ZONES)('weeks of 2016 to 2036 in %s', (zone) => {
  it.each([
    ['tuesday 07:00', DAY + 7 * 3_600_000],
    ['monday 00:00', 0],
    ['sunday 23:30', 6 * DAY + 23.5 * 3_600_000],
  ])('are each reported once by a schedule on %s', (_, offset) => {
    const reported = [WEEKS[0]?.label ?? ''];
    let skipped = 0;
    for (const { monday } of WEEKS.slice(2)) {
      const instant = instantOf(monday + offset, zone);
      if (instant === null) skipped += 1;
      else {
        const due = plannedPeriod(new Date(instant).toISOString(), zone);
        reported.push(...duePeriods(due, reported.slice(-6)).map(({ period }) => period));
      }
    }
    expect(reported).toEqual(WEEKS.slice(0, -1).map(({ label }) => label));
    // Tehran put its clock forward at the midnight before a Monday in 2016 and 2021: those weeks came a week later.
    expect(skipped).toBe(zone === 'Asia/Tehran' && offset === 0 ? 2 : 0);
  });

  it('follow one another without gap or overlap', () => {
    const edges = WEEKS.map(({ monday }) => {
      const date = new Date(monday).toISOString().slice(0, 10);
      return Date.parse(`${midnightUtc(date, zone).replace(' ', 'T')}Z`);
    });
    for (const [index, edge] of edges.entries()) {
      const monday = new Date(WEEKS[index]?.monday ?? 0).toISOString().slice(0, 10);
      expect(formatFor(zone).format(edge).slice(0, 10)).toBe(monday);
      expect(
        formatFor(zone)
          .format(edge - 1000)
          .slice(0, 10) < monday,
      ).toBe(true);
      const length = (edge - (edges[index - 1] ?? edge - 7 * DAY)) / 3_600_000;
      expect(Math.abs(length - 168)).toBeLessThanOrEqual(1);
    }
  });
});

it('knows every week by its label, in years of 52 and of 53 weeks', () => {
  expect(WEEKS.filter(({ label }) => label.endsWith('W53')).map(({ label }) => label)).toEqual([
    '2020-W53',
    '2026-W53',
    '2032-W53',
  ]);
  const first = weekOfPeriod('2016-W01') ?? Number.NaN;
  expect(WEEKS.map(({ label }) => weekOfPeriod(label))).toEqual(WEEKS.map((_, n) => first + n));
  expect(['2025-W53', '2026-W00', '2026-W54', '2026-47', '2026-W7'].map(weekOfPeriod)).toEqual(
    Array(5).fill(null),
  );
});

describe('the week of a scheduled time', () => {
  it.each([
    ['2026-11-24T07:00:00Z', 'Europe/Dublin', '2026-W47'],
    // Sunday evening in Dublin is Monday in Kiritimati: the week is over there.
    ['2026-11-22T20:00:00Z', 'Europe/Dublin', '2026-W46'],
    ['2026-11-22T20:00:00Z', 'Pacific/Kiritimati', '2026-W47'],
    ['2027-01-05T07:00:00Z', 'Europe/Dublin', '2026-W53'],
  ])('%s in %s is %s', (time, zone, period) => {
    expect(plannedPeriod(time, zone).period).toBe(period);
  });

  it.each(['', '2026-11-24', 'now', '2026-13-01T00:00:00Z', '<aws.scheduler.scheduled-time>'])(
    'refuses %j',
    (text) => expect(() => plannedPeriod(text, 'UTC')).toThrow(ScheduledTimeError),
  );
});

describe('what is due', () => {
  const due = plannedPeriod('2026-11-24T07:00:00Z', 'UTC');
  const periods = (known: readonly string[]) => duePeriods(due, known).map(({ period }) => period);

  it('is this week alone for a new report', () => expect(periods([])).toEqual(['2026-W47']));

  it('is this week alone when none was missed', () =>
    expect(periods(['2026-W44', '2026-W45', '2026-W46'])).toEqual(['2026-W47']));

  it('is five weeks after five weeks of silence', () =>
    expect(periods(['2026-W42'])).toEqual([
      '2026-W43',
      '2026-W44',
      '2026-W45',
      '2026-W46',
      '2026-W47',
    ]));

  it('is no more than five weeks after a longer silence', () =>
    expect(periods(['2026-W01'])).toHaveLength(5));

  it('is a week that was left out between others', () =>
    expect(periods(['2026-W44', '2026-W46'])).toEqual(['2026-W45', '2026-W47']));

  it('is this week once more when the event comes twice', () =>
    expect(periods(['2026-W46', '2026-W47'])).toEqual(['2026-W47']));
});

it('closes a week on the Monday after it', () => {
  const week = weekOfPeriod('2026-W53') ?? 0;
  expect(weeksBetween(week, week + 1)).toEqual([
    { period: '2026-W53', asOf: '2027-01-04' },
    { period: '2027-W01', asOf: '2027-01-11' },
  ]);
});
