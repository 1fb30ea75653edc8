import * as z from 'zod';

const schema = z
  .strictObject({
    /**
     * Which order makes a customer a member. `first_matching`: the first that passes `minimumOrder`; `first_ever`: the
     * very first, if it passes; `recurring`: one in every month with an order that passes.
     */
    entry: z.enum(['first_matching', 'first_ever', 'recurring']).default('first_matching'),
    /** Net sales that an order of entry must reach, in minor units; 0 lets every order pass. */
    minimumOrder: z.int().nonnegative().default(0),
    /** Acts in window k, in k or later, in any of 1..k, or in each of 1..k. */
    criterion: z.enum(['on', 'on_or_after', 'on_or_before', 'streak']).default('on'),
    /** Fiscal or calendar months, windows of equal days from one's own entry, or windows of given days. */
    buckets: z
      .union([
        z.enum(['fiscal', 'calendar']),
        z.strictObject({ rolling: z.literal([1, 7, 30]) }),
        z.strictObject({ custom: z.array(z.int().positive()).min(2) }),
      ])
      .default('fiscal'),
    /** Orders that make a customer active in a window. */
    minOccurrences: z.int().positive().default(1),
    /** Share of the cohort, or of those active in the window before. */
    reference: z.enum(['cohort', 'previous']).default('cohort'),
    mean: z.enum(['weighted', 'simple', 'none']).default('weighted'),
    /** Share of customers, net sales of those who act, or these per customer who acts. */
    measure: z.enum(['customers', 'sum', 'average']).default('customers'),
  })
  .refine(({ reference, measure }) => reference === 'cohort' || measure === 'customers', {
    path: ['reference'],
    error: 'reference "previous" compares counts: set measure to "customers"',
  });

/** All options of cohort retention (metric definitions, section 4). */
export type CohortRetentionOptions = z.infer<typeof schema>;
export type CohortRetentionChoice = z.input<typeof schema>;

/** Fills in the defaults. Throws a `ZodError` that names the option when a value is out of its list. */
export const cohortRetentionOptions = (choice: CohortRetentionChoice): CohortRetentionOptions =>
  schema.parse(choice);

export const STANDARD_OPTIONS = cohortRetentionOptions({});

type Key = keyof CohortRetentionOptions;
const ALL_BUT_MEAN: readonly Key[] = [
  'entry',
  'minimumOrder',
  'criterion',
  'buckets',
  'minOccurrences',
  'reference',
  'measure',
];

/** Those of the named options that differ from their defaults, as `key=value; key=value`, sorted. */
export const optionsText = (
  options: CohortRetentionOptions,
  keys: readonly Key[] = ALL_BUT_MEAN,
): string =>
  keys
    .filter((key) => valueText(options[key]) !== valueText(STANDARD_OPTIONS[key]))
    .map((key) => `${snakeCase(key)}=${valueText(options[key])}`)
    .sort()
    .join('; ');

function valueText(value: CohortRetentionOptions[Key]): string {
  if (typeof value !== 'object') return String(value);
  return 'rolling' in value ? `rolling ${value.rolling} d` : `custom ${value.custom.join('+')} d`;
}

const snakeCase = (key: Key): string =>
  key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
