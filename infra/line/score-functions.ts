import type { FunctionSpec } from './function-spec.ts';
import { RUN } from './step-room.ts';

const NO_SCORES = 'The report itself was mailed; scores of customers stay those of an earlier cut.';

/** After the mail: whoever reads the report does not wait for scores, and misses nothing if they fail. */
export const planScores: FunctionSpec = {
  name: 'plan-scores',
  errorImpact: `What customers are scored by is not worked out. ${NO_SCORES}`,
  memoryMegabytes: 3008,
  timeoutSeconds: 900,
  concurrency: 4,
  configuration: true,
  access: {
    queries: true,
    glue: ['glue:CreateTable'],
    lake: { read: ['landed/', 'scoped/', 'work/'], write: ['scoped/'] },
    ledger: { read: RUN, write: ['runs/'] },
  },
};

/** The one that writes and removes kept scores, one copy at a time: two would take away what the other has copied. */
export const keepScores: FunctionSpec = {
  name: 'keep-scores',
  errorImpact: `Written scores are not put in their place. ${NO_SCORES}`,
  memoryMegabytes: 512,
  timeoutSeconds: 300,
  concurrency: 1,
  configuration: true,
  access: {
    glue: ['glue:CreateTable', 'glue:UpdateTable'],
    lake: { read: ['scoped/', 'work/'], write: ['scores/'], discard: ['scores/'] },
    ledger: { read: [...RUN, 'erasure/'], write: ['runs/'] },
  },
};
