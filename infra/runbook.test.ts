import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { EDGE_FUNCTIONS } from './line/edge-functions.ts';
import { STEP_FUNCTIONS } from './line/step-functions.ts';
import { synthesize } from './rules/synthesized.fixture.ts';
import { resourcesOf } from './rules/template.ts';

/** Entries of the runbook by their headings. */
const entries = new Map(
  readFileSync('infra/runbook.md', 'utf8')
    .split(/^## /m)
    .slice(1)
    .map((entry) => [entry.slice(0, entry.indexOf('\n')), entry]),
);
const { reporting } = await synthesize();
const alarm = z.object({ AlarmName: z.string(), AlarmDescription: z.string() });
const alarms = resourcesOf(reporting, 'AWS::CloudWatch::Alarm').map(({ Properties }) =>
  alarm.parse(Properties),
);
const entryOf = (description: string): string => description.split('#').at(-1) ?? '';

it('has an entry for every alarm, and no other but the budget', () => {
  expect(alarms.length).toBeGreaterThan(30);
  const kinds = new Set(alarms.map(({ AlarmDescription }) => entryOf(AlarmDescription)));
  expect([...entries.keys()].sort()).toEqual([...kinds, 'budget'].sort());
});

it.each(alarms)('says of $AlarmName what breaks for whom', ({ AlarmDescription }) => {
  const entry = entries.get(entryOf(AlarmDescription)) ?? '';
  const impact = entry.split('\n')[1] ?? 'nothing';
  expect(AlarmDescription).toContain(` ${impact} infra/runbook.md#`);
  expect(entry.split('\n').filter((line) => line !== '').length).toBeGreaterThanOrEqual(3);
});

it('counts in its README what an account must have and what alarms cost', () => {
  const readme = readFileSync('infra/README.md', 'utf8');
  const functions = [...Object.values(STEP_FUNCTIONS), ...Object.values(EDGE_FUNCTIONS)];
  const reserved = functions.reduce((sum, { concurrency }) => sum + concurrency, 0);
  expect(readme).toContain(`the functions reserve ${reserved};`);
  const watched = JSON.stringify(resourcesOf(reporting, 'AWS::CloudWatch::Alarm'));
  expect(readme).toContain(`| alarms | ${watched.match(/"MetricName":/g)?.length} metrics |`);
});
