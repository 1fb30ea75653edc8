import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, expectTypeOf, it } from 'vitest';
import * as z from 'zod';
import { erasureRequest, recalculationRequest } from '#lib/api/schemas.ts';
import { parseConfiguration } from '#lib/config/load-configuration.ts';
import { writeSampleShop } from '#lib/sample/write-sample-shop.ts';
import type { BatchFunctionProps } from '../constructs/batch-function.ts';
import { statementsOf } from '../rules/statements.ts';
import { SAMPLE, synthesize } from '../rules/synthesized.fixture.ts';
import { resourcesOf, type Template } from '../rules/template.ts';
import { textOf } from '../rules/text-of.ts';

const scratch = mkdtempSync(join(tmpdir(), 'tenure-stacks-'));
const twoReports = join(scratch, 'tenure.yaml');
const monthly = '  - { id: sundays, title: Sundays, schedule: { weekday: sunday, at: "06:30" } }\n';
writeFileSync(
  twoReports,
  readFileSync(SAMPLE, 'utf8').replace('reports:\n', `reports:\n${monthly}`),
);
const facts = { data: 'shop-files', dataKey: 'arn:aws:kms:eu-west-1:111122223333:key/1' };
const [sample, two] = [await synthesize(), await synthesize(facts, twoReports)];

const namesOf = (template: Template, type: string): string[] =>
  resourcesOf(template, type).map(({ Properties }) => String(Properties['Name']));
const alarmsOf = (template: Template): string[] =>
  resourcesOf(template, 'AWS::CloudWatch::Alarm').map(({ Properties }) =>
    String(Properties['AlarmName']),
  );

describe('one entry of the catalogue', () => {
  it('is one schedule, at its own time in the business zone', () => {
    const [weekly] = resourcesOf(sample.reporting, 'AWS::Scheduler::Schedule');
    expect(weekly?.Properties).toMatchObject({
      Name: 'weekly',
      GroupName: 'tenure-main',
      ScheduleExpression: 'cron(0 7 ? * TUE *)',
      ScheduleExpressionTimezone: 'Europe/Dublin',
      Target: {
        Input: '{"report":"weekly","scheduledTime":"<aws.scheduler.scheduled-time>"}',
        RetryPolicy: { MaximumRetryAttempts: 5, MaximumEventAgeInSeconds: 21_600 },
      },
    });
    expect(namesOf(two.reporting, 'AWS::Scheduler::Schedule').sort()).toEqual([
      'sundays',
      'sweep-mail',
      'weekly',
    ]);
  });

  it('is one permission and one set of alarms', () => {
    const roles = resourcesOf(two.reporting, 'AWS::IAM::Role').filter(({ id }) =>
      id.startsWith('SchedulesRole'),
    );
    expect(roles).toHaveLength(3);
    const added = alarmsOf(two.reporting).filter(
      (name) => !alarmsOf(sample.reporting).includes(name),
    );
    expect(added.sort()).toEqual([
      'tenure-main-report-failed-sundays',
      'tenure-main-report-held-sundays',
      'tenure-main-report-overdue-sundays',
      'tenure-main-report-quarantine-sundays',
    ]);
  });
});

describe('deliveries in a bucket that exists', () => {
  it('are read there and under its key, and no bucket is made', () => {
    expect(
      resourcesOf(two.lake, 'AWS::S3::Bucket').some(({ id }) => id.startsWith('Deliveries')),
    ).toBe(false);
    const reading = statementsOf(two.reporting).filter(({ resource }) =>
      resource.startsWith('Functionsscandelivery'),
    );
    const resources = reading.flatMap((one) => one.resources);
    expect(resources).toContainEqual(expect.stringMatching(/:s3:::shop-files\/\*$/));
    expect(resources).toContain(facts.dataKey);
  });
});

it('keeps what is stateful from being deleted by mistake', () => {
  const stacks = sample.app.node.children.map(({ node }) => node.id);
  expect(stacks).toEqual(expect.arrayContaining(['tenure-main-lake', 'tenure-main-reporting']));
  expect(sample.stacks.lake.terminationProtection).toBe(true);
  expect(sample.stacks.lake.region).toBe('eu-west-1');
});

it('lets bodies through the gate that the API takes', () => {
  const models = resourcesOf(sample.reporting, 'AWS::ApiGateway::Model');
  const named = (name: string) =>
    models.find(({ Properties }) => Properties['Name'] === name)?.Properties['Schema'];
  for (const [name, schema] of Object.entries({
    RecalculationRequest: recalculationRequest,
    ErasureRequest: erasureRequest,
  })) {
    const { $defs = {} } = z.toJSONSchema(schema, { io: 'input' });
    const { required, properties = {} } = $defs[name] ?? {};
    expect(named(name)).toMatchObject({ required });
    const { properties: taken } = z
      .looseObject({ properties: z.looseObject({}) })
      .parse(named(name));
    expect(Object.keys(taken)).toEqual(Object.keys(properties));
  }
});

it('tells each function where to look, and no more', () => {
  const variables = Object.fromEntries(
    resourcesOf(sample.reporting, 'AWS::Lambda::Function').map(({ Properties }) => [
      textOf(Properties['FunctionName']).replace('tenure-main-', ''),
      Object.keys(
        z.object({ Variables: z.looseObject({}) }).parse(Properties['Environment']).Variables,
      )
        .sort()
        .join(' '),
    ]),
  );
  expect(variables).toMatchObject({
    'scan-delivery': 'CONFIGURATION DEPLOYMENT LAKE_BUCKET LEDGER_BUCKET RAW_BUCKET',
    measure: 'CONFIGURATION DATABASE DEPLOYMENT LAKE_BUCKET LEDGER_BUCKET RESULTS_BUCKET WORKGROUP',
    release: 'CONFIGURATION DEPLOYMENT LAKE_BUCKET LEDGER_BUCKET RELEASED_BUCKET',
    send: 'ALLOWED_DOMAINS CONFIGURATION CONFIGURATION_SET DEPLOYMENT LEDGER_BUCKET RELEASED_BUCKET SENDER',
    'reconcile-mail': 'DEPLOYMENT LEDGER_BUCKET',
  });
});

it('is by default the sample shop', async () => {
  const shop = { customers: 600, seed: 'sample', directory: scratch, asOf: '2026-11-16' };
  await writeSampleShop(shop);
  const written = readFileSync(join(scratch, 'tenure.yaml'), 'utf8');
  expect(sample.catalogue.configuration).toEqual(parseConfiguration(written, 'tenure.yaml'));
});

it('takes no function without a word on what its failure means', () => {
  type Silent = Omit<BatchFunctionProps, 'errorImpact'>;
  expectTypeOf<Silent>().not.toExtend<BatchFunctionProps>();
  expectTypeOf<BatchFunctionProps>().toExtend<Silent>();
});
