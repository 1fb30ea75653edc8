import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import * as z from 'zod';
import { ranBefore } from './configured-run.ts';
import { itWith, sharedFile } from './shared-files.ts';

const SAMPLE = 'data/cdnow_sample.csv';
const TRUTH = 'truth/cdnow-sample-fits.json';

/** Calibration as in the papers: everything before 1997-10-01, with days/7 and no rounding. */
const CONFIGURATION = `
version: 1
business: { name: Example Shop, currency: USD }
sources:
  orders:
    files: ../shared/${SAMPLE}
    columns: { customer_id: sample_id, ordered_at: date, net_amount: spend, currency: { constant: USD } }
    assumeTimeZone: UTC
    historyComplete: true
reports:
  - { id: weekly, title: Customer value report }
privacy: { snapshot: exact }
models: { unit: week, binning: exact }
`;

const decimal = z.string().transform(Number);
const optimum = z.object({
  param_names: z.array(z.string()),
  params: z.array(decimal),
  logLik: z.union([decimal, z.number()]),
  n_customers: z.number(),
});
const published = z.object({
  fits: z.object({ 'sample.bgnbd': optimum, 'sample.gg': optimum }),
});

const needs = [SAMPLE, TRUTH];
const itOnSample = itWith(needs);
const run = ranBefore({ configuration: CONFIGURATION, asOf: '1997-10-01', needs });

const MODELS = [
  ['bg-nbd', 'sample.bgnbd'],
  ['gamma-gamma', 'sample.gg'],
] as const;

for (const [model, name] of MODELS) {
  itOnSample(`has the published optimum of ${model} in models.json`, () => {
    const truth = published.parse(JSON.parse(readFileSync(sharedFile(TRUTH), 'utf8'))).fits[name];
    const fit = run().models.find((written) => written.model === model);
    expect(fit).toMatchObject({
      unit: 'week',
      window: { from: '1997-01-01', to: '1997-10-01' },
      // Rounded down to tens: k is 10.
      customers: Math.floor(truth.n_customers / 10) * 10,
      converged: true,
      ridge: 0,
    });
    expect(Math.abs((fit?.logLikelihood ?? Number.NaN) - truth.logLik)).toBeLessThan(1e-6);
    for (const [i, parameter] of truth.param_names.entries()) {
      const fitted = fit?.parameters[parameter] ?? Number.NaN;
      expect(Math.abs(fitted / (truth.params[i] ?? 0) - 1), parameter).toBeLessThan(1e-5);
    }
  });
}

itOnSample('fits on the 1,016 histories of the papers', () => {
  expect(run().models.find(({ model }) => model === 'bg-nbd')?.groups).toBe(1016);
});
