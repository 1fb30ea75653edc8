import * as z from 'zod';

const children = z.strictObject({
  ageLimit: z
    .int()
    .min(13)
    .max(16)
    .default(16)
    .describe('age of consent in your country (GDPR Art. 8); attributes.birth_year tells the age'),
  unknownAge: z.enum(['out', 'in']).default('out'),
});

/** As long as a mail may exist, the orders behind it do: else no release could be compared with it. */
const LEDGER_DAYS = 400;

/** Who may be in figures, as far as a company decides it. */
export const scope = z.strictObject({
  lawfulBasis: z
    .enum(['declared', 'consents'])
    .describe(
      'declared: you state the basis; consents: the consents table decides, unknown is out',
    ),
  regions: z
    .union([z.literal('any'), z.array(z.string().regex(/^[A-Z]{2}$/)).min(1)])
    .default('any'),
  children: children
    .optional()
    .describe('left out: you state that no child is a customer; a birth year that says so is out'),
  retentionDays: z
    .int()
    .min(LEDGER_DAYS)
    .optional()
    .describe('orders older than this are in no figure; first orders of a year are then unknown'),
});
