import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { RETENTION } from '#lib/evidence/retention.ts';
import { synthesize } from './rules/synthesized.fixture.ts';
import { resourcesOf } from './rules/template.ts';

const { lake, reporting } = await synthesize();

const lifecycle = z.object({
  LifecycleConfiguration: z.object({
    Rules: z.array(
      z.object({
        Status: z.literal('Enabled'),
        Prefix: z.string().optional(),
        ExpirationInDays: z.number().optional(),
        NoncurrentVersionExpiration: z.object({ NoncurrentDays: z.number() }).optional(),
        AbortIncompleteMultipartUpload: z.object({ DaysAfterInitiation: z.number() }).optional(),
      }),
    ),
  }),
});
const buckets = resourcesOf(lake, 'AWS::S3::Bucket')
  .filter(({ id }) => !id.startsWith('AccessLogs'))
  .map(({ id, Properties }) => ({
    bucket: id.replace(/Bucket[0-9A-F]{8}$/, ''),
    rules: lifecycle.parse(Properties).LifecycleConfiguration.Rules,
  }));
const kept = buckets.flatMap(({ bucket, rules }) =>
  rules.flatMap(({ Prefix, ExpirationInDays }) =>
    ExpirationInDays === undefined ? [] : [`${bucket}/${Prefix ?? ''}: ${ExpirationInDays}`],
  ),
);
const daysOf = (type: string, property: string): number[] =>
  [lake, reporting].flatMap((template) =>
    resourcesOf(template, type).map(({ Properties }) => Number(Properties[property])),
  );
const daysHeld = (place: 'logs' | 'queue') =>
  RETENTION.flatMap(({ held, days }) => (place in held && days !== null ? [days] : []));

describe('what the record says of retention', () => {
  it('is what the buckets do, no more and no less', () => {
    const said = RETENTION.flatMap(({ held, days }) =>
      'bucket' in held && days !== null ? [`${held.bucket}/${held.prefix}: ${days}`] : [],
    );
    expect(kept.sort()).toEqual(said.sort());
    const names = new Set(RETENTION.flatMap(({ held }) => ('bucket' in held ? [held.bucket] : [])));
    expect(buckets.map(({ bucket }) => bucket).sort()).toEqual([...names].sort());
  });

  it.each(buckets)(
    'leaves no replaced version or broken upload in $bucket for longer than a week',
    ({ rules }) => {
      const days = rules.flatMap((rule) => [
        rule.NoncurrentVersionExpiration?.NoncurrentDays ?? [],
        rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation ?? [],
      ]);
      expect(days.flat().length).toBeGreaterThanOrEqual(2);
      expect(Math.max(...days.flat())).toBeLessThanOrEqual(7);
    },
  );

  it('is what logs and queues do', () => {
    const [functions, access] = daysHeld('logs');
    const logs = new Set(daysOf('AWS::Logs::LogGroup', 'RetentionInDays'));
    expect([...logs].sort((a, b) => a - b)).toEqual([functions, access]);
    const seconds = new Set(daysOf('AWS::SQS::Queue', 'MessageRetentionPeriod'));
    const queues = [...seconds].filter((value) => !Number.isNaN(value)).map((s) => s / 86_400);
    expect(queues.sort((a, b) => a - b)).toEqual(daysHeld('queue'));
  });

  it('keeps landed tables as long as the ledger may compare with them, and aggregates for a day', () => {
    const days = (data: string) => RETENTION.find((one) => one.data === data)?.days;
    expect(days('Landed tables')).toBeGreaterThanOrEqual(400);
    expect(days('Aggregates before the gate')).toBe(1);
    expect(days('Query results')).toBe(1);
  });
});
