import { expect, it } from 'vitest';
import * as z from 'zod';
import { STEP_FUNCTIONS, type StepName } from '../line/step-functions.ts';
import { runDefinition } from './run-definition.ts';

const state = z.looseObject({
  Next: z.string().optional(),
  ResultSelector: z.record(z.string(), z.string()).optional(),
  ResultPath: z.null().optional(),
});
const { StartAt, States } = z
  .object({ StartAt: z.string(), States: z.record(z.string(), state) })
  .parse(
    runDefinition({
      partition: 'aws',
      versionOf: (step) => `version of ${step}`,
      secondsOf: (step) => STEP_FUNCTIONS[step].timeoutSeconds,
      workgroup: 'writers',
      database: 'tenure',
    }),
  );

const way: string[] = [];
for (let at: string | undefined = StartAt; at; at = States[at]?.Next) way.push(at);

const LINE: readonly StepName[] = [
  'listDeliveries',
  'scanDelivery',
  'planLanding',
  'settleSnapshot',
  'checkData',
  'planScope',
  'fitModels',
  'measure',
  'release',
  'render',
  'send',
  'planScores',
  'keepScores',
  'finishRun',
];

/** States that run what the step before them planned. */
const PLANNED = new Set(['LandDeliveries', 'KeepScope', 'WriteScores']);

it('runs every step once, in the order of the line', () => {
  const run = way
    .filter((name) => !PLANNED.has(name))
    .flatMap((name) => [...JSON.stringify(States[name]).matchAll(/version of (\w+)/g)]);
  expect(run.map(([, step]) => step)).toEqual(LINE);
  expect(Object.keys(STEP_FUNCTIONS).filter((name) => name !== 'readStatement')).toEqual(LINE);
  expect(way.at(-1)).toBe('FinishRun');
});

it('runs the statements of a plan after it, one phase after another', () => {
  expect(way.slice(way.indexOf('PlanLanding'), way.indexOf('SettleSnapshot'))).toEqual([
    'PlanLanding',
    'LandDeliveries',
  ]);
  expect(way.slice(way.indexOf('PlanScope'), way.indexOf('FitModels'))).toEqual([
    'PlanScope',
    'KeepScope',
  ]);
  expect(way.slice(way.indexOf('PlanScores'), way.indexOf('FinishRun'))).toEqual([
    'PlanScores',
    'WriteScores',
    'KeepScores',
  ]);
  for (const name of PLANNED) {
    expect(States[name]).toMatchObject({ ItemsPath: '$.phases', MaxConcurrency: 1 });
    expect(JSON.stringify(States[name])).toContain('version of readStatement');
  }
});

it('hands on names and statements, and never what a step answers', () => {
  for (const name of way) {
    const { ResultSelector = {}, ResultPath } = States[name] ?? {};
    const kept = Object.keys(ResultSelector).join();
    expect(ResultPath === null || ['files.$', 'phases.$', 'after'].includes(kept)).toBe(true);
  }
});

it('records whatever fails, and only then ends', () => {
  expect(States['RecordFailure']).toMatchObject({ Next: 'RunFailed', ResultPath: null });
  expect(JSON.stringify(States['RecordFailure'])).toContain('"failure.$":"$.failure"');
});

it('tells every step which attempt at the run it works for', () => {
  const text = JSON.stringify(States);
  const runs = [...text.matchAll(/"run\.\$":"\$\$\.Execution\.Input\.run","attempt\.\$":/g)];
  expect(runs.length).toBeGreaterThanOrEqual(LINE.length);
  expect(text.split('Execution.Input.attempt')).toHaveLength(runs.length + 1);
});
