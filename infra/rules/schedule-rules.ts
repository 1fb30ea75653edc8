import * as z from 'zod';
import { present, shapeRule } from './shape-rule.ts';
import type { Rule } from './template.ts';

const ZONES: ReadonlySet<string> = new Set(['UTC', ...Intl.supportedValuesOf('timeZone')]);

/** Hour of `cron(5 7 ? * TUE *)`, or null where it runs in every hour. */
function hourOf(cron: string): number | null {
  const hour = /^cron\(\S+ (\d+) /.exec(cron)?.[1];
  return hour === undefined ? null : Number(hour);
}

const R14_schedules = shapeRule(
  'R14',
  'AWS::Scheduler::Schedule',
  z.object({
    Properties: z
      .object({
        ScheduleExpression: z.string().regex(/^cron\(/),
        ScheduleExpressionTimezone: z
          .string({ error: 'has no zone' })
          .refine((zone) => ZONES.has(zone), 'is no IANA zone'),
        GroupName: present,
        Target: z.object({
          DeadLetterConfig: z.object({ Arn: present }, { error: 'has no dead letters' }),
          RetryPolicy: z.object({
            MaximumRetryAttempts: z.number().max(5),
            MaximumEventAgeInSeconds: z.number().max(21_600),
          }),
          Input: z.string().includes('<aws.scheduler.scheduled-time>'),
        }),
      })
      .refine(
        ({ ScheduleExpression, ScheduleExpressionTimezone: zone }) => {
          const hour = hourOf(ScheduleExpression);
          return zone === 'UTC' || hour === null || hour < 1 || hour >= 3;
        },
        { path: ['ScheduleExpression'], error: 'runs when clocks change' },
      ),
  }),
);

/** R14: once a week, at a time that exists once. */
export const SCHEDULE_RULES: readonly Rule[] = [R14_schedules];
