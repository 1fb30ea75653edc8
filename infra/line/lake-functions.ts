import type { FunctionSpec } from './function-spec.ts';
import { NO_REPORT, RUN, SHORT } from './step-room.ts';

/** A step that recalls what it computed once. */
const RECALLS = { read: [...RUN, 'memo/'], write: ['runs/', 'memo/'] };

/** A step that asks the scope by SQL and leaves an artefact. */
const ASKS_SCOPE: FunctionSpec['access'] = {
  queries: true,
  lake: { read: ['landed/', 'scoped/', 'work/'], write: ['work/'] },
  ledger: RECALLS,
};

/** Room for SQL that runs elsewhere: the step waits and reads grouped rows. */
const WAITING = { memoryMegabytes: 1024, timeoutSeconds: 900, concurrency: 4 } as const;

export const listDeliveries: FunctionSpec = {
  name: 'list-deliveries',
  errorImpact: `The files of the week are not pinned. ${NO_REPORT}`,
  ...SHORT,
  configuration: true,
  access: { deliveries: 'list', ledger: { read: RUN, write: ['runs/'] } },
};

export const scanDelivery: FunctionSpec = {
  name: 'scan-delivery',
  errorImpact: `A delivered file is not read. ${NO_REPORT}`,
  memoryMegabytes: 1769,
  timeoutSeconds: 900,
  concurrency: 20,
  configuration: true,
  access: {
    deliveries: 'read',
    lake: { upload: ['staged/'], discard: ['staged/'] },
    ledger: { read: RUN, write: ['runs/'] },
  },
};

export const planLanding: FunctionSpec = {
  name: 'plan-landing',
  errorImpact: `The week's tables are not typed. ${NO_REPORT}`,
  ...SHORT,
  timeoutSeconds: 600,
  configuration: true,
  access: {
    queries: true,
    existing: true,
    glue: ['glue:CreateTable'],
    lake: { read: ['staged/'] },
    ledger: { read: RUN, write: ['runs/'] },
  },
};

export const readStatement: FunctionSpec = {
  name: 'read-statement',
  errorImpact: `A planned statement is not run. ${NO_REPORT}`,
  memoryMegabytes: 512,
  timeoutSeconds: 30,
  concurrency: 20,
  configuration: false,
  access: { ledger: { read: RUN } },
};

export const settleSnapshot: FunctionSpec = {
  name: 'settle-snapshot',
  errorImpact: `Rows in and rows out are not balanced. ${NO_REPORT}`,
  ...WAITING,
  configuration: true,
  access: {
    queries: true,
    glue: ['glue:CreateTable'],
    lake: { read: ['staged/', 'landed/', 'scoped/', 'work/'], write: ['scoped/', 'work/'] },
    ledger: {
      ...RECALLS,
      read: [...RECALLS.read, 'erasure/', 'control/pseudonym-key'],
    },
  },
};

export const checkData: FunctionSpec = {
  name: 'check-data',
  errorImpact: `Nobody knows whether the data are fit to report. ${NO_REPORT}`,
  ...WAITING,
  configuration: true,
  access: {
    queries: true,
    lake: { read: ['landed/', 'scoped/', 'work/'], write: ['work/'] },
    ledger: RECALLS,
  },
};

export const planScope: FunctionSpec = {
  name: 'plan-scope',
  errorImpact: `Who may be reported on is not settled. ${NO_REPORT}`,
  ...SHORT,
  configuration: true,
  access: {
    glue: [],
    lake: { read: ['work/'] },
    ledger: { read: RUN, write: ['runs/'] },
  },
};

export const fitModels: FunctionSpec = {
  name: 'fit-models',
  errorImpact: `Customer value is not predicted. ${NO_REPORT}`,
  ...WAITING,
  memoryMegabytes: 1769,
  configuration: true,
  access: ASKS_SCOPE,
};

export const measure: FunctionSpec = {
  name: 'measure',
  errorImpact: `No figure is computed. ${NO_REPORT}`,
  ...WAITING,
  memoryMegabytes: 1769,
  configuration: true,
  access: {
    ...ASKS_SCOPE,
    // What was released is measured again where a restatement is due.
    ledger: { ...RECALLS, read: [...RECALLS.read, 'chain/', 'releases/'] },
  },
};
