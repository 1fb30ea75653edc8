import { ALARM_RULES } from './alarm-rules.ts';
import { API_RULES } from './api-rules.ts';
import { EVENT_RULES } from './event-rules.ts';
import { FUNCTION_RULES } from './function-rules.ts';
import { MACHINE_RULES } from './machine-rules.ts';
import { MAIL_RULES } from './mail-rules.ts';
import { PERMISSION_RULES } from './permission-rules.ts';
import { QUERY_RULES } from './query-rules.ts';
import { SCHEDULE_RULES } from './schedule-rules.ts';
import { SEPARATION_RULES } from './separation-rules.ts';
import { STACK_RULES } from './stack-rules.ts';
import { STORAGE_RULES } from './storage-rules.ts';
import type { Finding, Rule, Template } from './template.ts';

/** What we ask of every template beside cdk-nag: R1 to R24. R25 is `acceptances.ts`, R26 `unused-grants.ts`. */
const RULES: readonly Rule[] = [
  ...PERMISSION_RULES,
  ...SEPARATION_RULES,
  ...STORAGE_RULES,
  ...EVENT_RULES,
  ...SCHEDULE_RULES,
  ...FUNCTION_RULES,
  ...MACHINE_RULES,
  ...QUERY_RULES,
  ...API_RULES,
  ...MAIL_RULES,
  ...ALARM_RULES,
  ...STACK_RULES,
];

export const findingsOf = (template: Template): Finding[] =>
  RULES.flatMap((rule) => rule(template));
