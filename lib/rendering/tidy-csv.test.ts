import { parseCsv } from 'hucre/csv';
import { expect, it } from 'vitest';
import { released } from '../../test/gallery/fixture-figure.ts';
import { fixtureHead, fixtureReport } from '../../test/gallery/fixture-report.ts';
import { tidyCsv } from './tidy-csv.ts';

const rowsOf = (csv: string): string[][] => parseCsv(csv).map((row) => row.map(String));

it('has one line a figure and the columns of the specification', () => {
  const report = fixtureReport();
  const [header, ...rows] = rowsOf(tidyCsv(report));
  expect(header?.join(', ')).toBe(
    'report, period, scope, revision, state, metric, options, level, dimension, member, value, unit, lower, upper, reason, definitions_version, run_id',
  );
  expect(rows).toHaveLength(report.figures.length);
  expect(new Set(rows.map((row) => row.length))).toEqual(new Set([17]));
});

it('gives raw values in major units and names the level', () => {
  const text = tidyCsv(fixtureReport());
  const lines = text.split('\n');
  expect(lines).toContain(
    'weekly,2026-W47,all,1,FINAL,money-ladder,line=net-revenue,top,,,1204310.00,EUR,,,,14,7f3c91',
  );
  expect(lines).toContain(
    'weekly,2026-W47,all,1,FINAL,segment-profit,line=contribution,segment,group,Staff,,EUR,,,withheld,14,7f3c91',
  );
  expect(lines).toContain(
    'weekly,2026-P08,all,1,FINAL,cohort-retention,,cohort,age/cohort,2/2026-P08,0.185,share,,,,14,7f3c91',
  );
  expect(lines).toContain(
    'weekly,2026-P11,all,1,FINAL,cohort-retention,,cohort,age/cohort,1/2026-P11,,share,,,unripe,14,7f3c91',
  );
});

it('neutralises text that a spreadsheet would run, and keeps negative amounts numbers', () => {
  const hostile = ['=1+1', '+1', '-1', '@x', '\tx', '\rx'];
  const figures = hostile.map((member) =>
    released({ metric: 'apv', period: '2026-W47', scope: { country: member }, unit: 'money' }, -5),
  );
  const rows = rowsOf(tidyCsv({ head: fixtureHead('FINAL'), figures, withheld: 0 })).slice(1);
  expect(rows.map((row) => row[9])).toEqual(hostile.map((member) => `'${member}`));
  expect(rows.map((row) => row[10])).toEqual(hostile.map(() => '-5.00'));
});

it('holds no figure of a held report', () => {
  expect(tidyCsv(fixtureReport('HELD')).trim().split('\n')).toHaveLength(1);
});
