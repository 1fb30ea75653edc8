import { describe, expect, it } from 'vitest';
import { parseConfiguration } from '#lib/config/load-configuration.ts';
import { CatalogueError, scheduledReports } from './catalogue.ts';

const catalogue = (report: string, rest = '') =>
  parseConfiguration(
    `version: 1
business: { name: Example Shop, currency: EUR, timeZone: Europe/Dublin }
sources: { orders: { files: orders.csv } }
reports: [${report}]
${rest}`,
    'tenure.yaml',
  );

it('gives each scheduled report its time in the business zone', () => {
  const two = catalogue(
    `{ id: weekly, title: A, schedule: { weekday: tuesday, at: "07:05" } },
     { id: late, title: B, schedule: { weekday: sunday, at: "23:59" } },
     { id: asked, title: C }`,
  );
  expect(scheduledReports(two, [])).toEqual([
    { id: 'weekly', cron: 'cron(5 7 ? * TUE *)', timeZone: 'Europe/Dublin' },
    { id: 'late', cron: 'cron(59 23 ? * SUN *)', timeZone: 'Europe/Dublin' },
  ]);
});

describe('the hours in which clocks change', () => {
  const at = (time: string) =>
    catalogue(`{ id: weekly, title: A, schedule: { weekday: sunday, at: "${time}" } }`);

  it.each(['00:59', '03:00', '12:30'])('leaves %s alone', (time) =>
    expect(scheduledReports(at(time), [])).toHaveLength(1),
  );
  it.each(['01:00', '02:30', '02:59'])('refuses %s', (time) => {
    expect(() => scheduledReports(at(time), [])).toThrow(CatalogueError);
    expect(() => scheduledReports(at(time), [])).toThrow(
      `report weekly: at ${time} a change of the clock`,
    );
  });
});

it('refuses a recipient outside the allowed domains, and names no address', () => {
  const stray = catalogue(
    '{ id: weekly, title: A, recipients: { finance: [a@example.com, jane@Example.ORG] } }',
  );
  expect(() => scheduledReports(stray, ['example.com'])).toThrow(
    'report weekly: recipient 2 of finance is in Example.ORG, which is not an allowed domain',
  );
  expect(() => scheduledReports(stray, ['example.com'])).not.toThrow(/jane/);
  expect(scheduledReports(stray, ['example.com', 'example.org'])).toEqual([]);
});

it('refuses a schedule of reports that are never sent', () => {
  const exact = catalogue(
    '{ id: weekly, title: A, schedule: { weekday: monday, at: "07:00" } }',
    'privacy: { snapshot: exact }',
  );
  expect(() => scheduledReports(exact, [])).toThrow('nothing is sent');
});
