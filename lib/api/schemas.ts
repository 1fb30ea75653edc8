import * as z from 'zod';
import { SCOPE_NAME } from '#lib/config/recipient-groups.ts';
import { IDENTITY } from '#lib/runs/identity-hash.ts';
import { PERIOD } from '#lib/runs/iso-period.ts';
import { mailCounts, RUN_STATES } from '#lib/runs/run-state.ts';

const reportId = z.string().min(1).max(40);
const period = z.string().max(8).regex(PERIOD).describe('ISO week, such as 2026-W47');
const day = z.string().max(10).describe('YYYY-MM-DD');
const instant = z.string().max(24).describe('UTC');
const scope = z.string().max(101).regex(SCOPE_NAME).describe('such as country:IE');
export const runId = z.string().max(52).regex(IDENTITY);

export const recalculationRequest = z
  .strictObject({
    report: reportId.describe('id of a report of the catalogue'),
    scope: scope
      .default('all')
      .describe(
        'all, or a registered scope of the report; a run makes and checks every scope of it',
      ),
    period,
    deliver: z
      .boolean()
      .default(false)
      .describe(
        'mail the report once to the recipients of the catalogue that are bound to the scope',
      ),
  })
  .meta({ id: 'RecalculationRequest' });
export type RecalculationRequest = z.output<typeof recalculationRequest>;

export const idempotencyHeader = z.object({
  'idempotency-key': z
    .string()
    .min(1)
    .max(255)
    .regex(/^[\x21-\x7e]+$/),
});

export const recalculationAccepted = z
  .strictObject({
    id: runId,
    report: reportId,
    scope,
    period,
    asOf: day,
    revision: z.int(),
  })
  .meta({ id: 'RecalculationAccepted' });

const step = z.strictObject({ name: z.string().max(40), seconds: z.number(), rows: z.number() });

export const recalculation = z
  .strictObject({
    ...recalculationAccepted.shape,
    attempt: z.int(),
    deliver: z.boolean(),
    state: z.enum(RUN_STATES),
    readiness: z.enum(['FINAL', 'PROVISIONAL', 'HELD']).nullable(),
    released: z.boolean(),
    steps: z.array(step).max(100),
    mails: z.strictObject(mailCounts.shape),
    failure: z.strictObject({ step: z.string().max(40), code: z.string().max(80) }).nullable(),
    requestedAt: instant,
    startedAt: instant.nullable(),
    finishedAt: instant.nullable(),
  })
  .meta({ id: 'Recalculation' });
export type Recalculation = z.output<typeof recalculation>;

export const reportQuery = z.strictObject({ format: z.enum(['json', 'csv']).default('json') });

export const erasureRequest = z
  .strictObject({
    customerId: z.string().min(1).max(255).describe('as the company delivers it; kept as a hash'),
  })
  .meta({ id: 'ErasureRequest' });

export const erasureReceipt = z
  .strictObject({ receipt: z.string().max(64), due: day })
  .meta({ id: 'ErasureReceipt' });

export const catalogue = z
  .strictObject({
    reports: z
      .array(
        z.strictObject({
          id: reportId,
          title: z.string().max(120),
          scopes: z.array(scope).max(100),
          segments: z.array(z.string().max(40)).max(6),
          timeZone: z.string().max(64),
          schedule: z
            .strictObject({ weekday: z.string().max(9), at: z.string().max(5) })
            .nullable(),
          lastClosedPeriod: period,
        }),
      )
      .max(20),
  })
  .meta({ id: 'Catalogue' });
