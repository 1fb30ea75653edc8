import * as z from 'zod';
import { STANDARD_AGES } from '#lib/metrics/facts/cohorts/cohort-windows.ts';

export const identifier = z
  .string()
  .regex(/^[a-z][a-z0-9_-]{0,39}$/, 'must be lower case letters, digits, - or _, at most 40');

export const emailAddress = z
  .string()
  .max(320)
  .regex(/^[^\s@<>,;:"()[\]\\]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/i, 'must be one plain e-mail address');

const schedule = z.strictObject({
  weekday: z.enum(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']),
  at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be local time as "HH:MM"'),
});

const domain = z
  .string()
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'must be a domain, such as example.com');
export const domains = z.array(domain).min(1);

/** A member of a segment scheme, as the data name it. */
const member = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^[^\p{C}:;|@]+$/u, 'must be the name of a segment, such as IE');

const group = z.strictObject({
  scope: z
    .record(identifier, member)
    .refine((scope) => Object.keys(scope).length === 1, {
      error: 'must be one segment of one scheme, such as { country: IE }',
    })
    .optional()
    .describe('the group gets the report of these customers alone; left out: of all'),
  domains: domains
    .optional()
    .describe('the group has no address outside these; they are among those of mail.domains'),
});

const reportKeys = z.strictObject({
  id: identifier,
  title: z.string().trim().min(1).max(120),
  segments: z.array(identifier).max(6).default([]),
  cohorts: z
    .strictObject({
      grain: z.literal('month').default('month'),
      ages: z.int().min(1).max(36).default(STANDARD_AGES),
    })
    .prefault({}),
  alerts: z
    .strictObject({
      percent: z.number().min(1).max(1000).default(10),
      amount: z.number().min(0).max(1e9).default(500),
    })
    .prefault({})
    .describe('money that moves more than both, percent and amount, between two weeks is alerted'),
  recipients: z.record(identifier, z.array(emailAddress).min(1)).default({}),
  groups: z
    .record(identifier, group)
    .optional()
    .describe('recipient groups that get one registered scope of the report'),
  locale: z
    .string()
    .refine((tag) => Intl.NumberFormat.supportedLocalesOf([tag]).length === 1, {
      error: 'must be a BCP 47 language tag, such as en-IE',
    })
    .default('en-GB'),
  schedule: schedule.optional(),
});

/** One report: its scopes, its readers and when it is sent. */
export const report = reportKeys.superRefine((written, context) => {
  for (const { path, message } of groupFaults(written))
    context.addIssue({ code: 'custom', path: ['groups', ...path], message });
});

interface Fault {
  readonly path: readonly string[];
  readonly message: string;
}

const groupFaults = ({
  recipients,
  groups = {},
  segments,
}: z.output<typeof reportKeys>): readonly Fault[] =>
  Object.entries(groups).flatMap(([name, { scope = {}, domains: own }]): Fault[] => {
    const addresses = recipients[name];
    const stray = Object.keys(scope).find((scheme) => !segments.includes(scheme));
    const outside = (addresses ?? []).findIndex((address) => own && !isInside(address, own));
    return [
      ...(addresses === undefined
        ? [
            {
              path: [name],
              message: `is none of the recipients: ${listOf(Object.keys(recipients))}`,
            },
          ]
        : []),
      ...(stray === undefined
        ? []
        : [
            {
              path: [name, 'scope', stray],
              message: `is no registered scope; the report's segments are ${listOf(segments)}`,
            },
          ]),
      ...(outside < 0
        ? []
        : [{ path: [name, 'domains'], message: `does not hold that of recipient ${outside + 1}` }]),
    ];
  });

const isInside = (address: string, allowed: readonly string[]): boolean =>
  allowed.includes(address.slice(address.lastIndexOf('@') + 1).toLowerCase());

const listOf = (names: readonly string[]): string => names.join(', ') || 'none';
