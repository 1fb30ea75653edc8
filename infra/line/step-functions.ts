import type { FunctionSpec } from './function-spec.ts';

/** What every step reads of the ledger: why the run exists, and what earlier steps left. */
const RUN = ['triggers/', 'runs/'];

/** A step that recalls what it computed once. */
const RECALLS = { read: [...RUN, 'memo/'], write: ['runs/', 'memo/'] };

/** A step that asks the scope by SQL and leaves an artefact. */
const ASKS_SCOPE: FunctionSpec['access'] = {
  queries: true,
  lake: { read: ['landed/', 'scoped/', 'work/'], write: ['work/'] },
  ledger: RECALLS,
};

const NO_REPORT = "The weekly report is not made; finance keeps last week's and nobody is mailed.";

/** A few objects read and written. */
const SHORT = { memoryMegabytes: 512, timeoutSeconds: 120, concurrency: 4 } as const;

/** Room for SQL that runs elsewhere: the step waits and reads grouped rows. */
const WAITING = { memoryMegabytes: 1024, timeoutSeconds: 900, concurrency: 4 } as const;

const listDeliveries: FunctionSpec = {
  name: 'list-deliveries',
  errorImpact: `The files of the week are not pinned. ${NO_REPORT}`,
  ...SHORT,
  configuration: true,
  access: { deliveries: 'list', ledger: { read: RUN, write: ['runs/'] } },
};

const scanDelivery: FunctionSpec = {
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

const planLanding: FunctionSpec = {
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

const readStatement: FunctionSpec = {
  name: 'read-statement',
  errorImpact: `A planned statement is not run. ${NO_REPORT}`,
  memoryMegabytes: 512,
  timeoutSeconds: 30,
  concurrency: 20,
  configuration: false,
  access: { ledger: { read: RUN } },
};

const settleSnapshot: FunctionSpec = {
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

const checkData: FunctionSpec = {
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

const planScope: FunctionSpec = {
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

const fitModels: FunctionSpec = {
  name: 'fit-models',
  errorImpact: `Customer value is not predicted. ${NO_REPORT}`,
  ...WAITING,
  memoryMegabytes: 1769,
  configuration: true,
  access: ASKS_SCOPE,
};

const measure: FunctionSpec = {
  name: 'measure',
  errorImpact: `No figure is computed. ${NO_REPORT}`,
  ...WAITING,
  memoryMegabytes: 1769,
  configuration: true,
  access: ASKS_SCOPE,
};

/** The only door out of the lake: it reads what is before the gate and writes what is behind it, and cannot send. */
const release: FunctionSpec = {
  name: 'release',
  errorImpact: `The privacy check did not pass or did not end; nothing leaves. ${NO_REPORT}`,
  memoryMegabytes: 2048,
  timeoutSeconds: 900,
  concurrency: 2,
  configuration: true,
  access: {
    lake: { read: ['work/'] },
    ledger: {
      read: [...RUN, 'periods/', 'erasure/', 'chain/', 'releases/'],
      write: ['runs/', 'periods/', 'chain/', 'releases/'],
    },
    released: { read: ['released/'], write: ['released/'] },
  },
};

const render: FunctionSpec = {
  name: 'render',
  errorImpact: 'The released figures are safe but have no mail and no workbook; nobody is mailed.',
  memoryMegabytes: 1769,
  timeoutSeconds: 300,
  concurrency: 2,
  configuration: true,
  access: {
    ledger: { read: RUN, write: ['runs/'] },
    released: { read: ['released/'], write: ['released/'] },
  },
};

/** Sees released files and the mail ledger; the lake is out of its reach. */
const send: FunctionSpec = {
  name: 'send',
  errorImpact: 'Some readers have no report yet; the ledger says which, and none is mailed twice.',
  memoryMegabytes: 1024,
  timeoutSeconds: 600,
  concurrency: 2,
  configuration: true,
  access: {
    ledger: {
      read: [...RUN, 'mail/', 'suppress/', 'control/mail'],
      write: ['runs/', 'mail/'],
    },
    released: { read: ['released/'] },
    mail: true,
  },
};

const finishRun: FunctionSpec = {
  name: 'finish-run',
  errorImpact:
    "The run's record stays open and its tables stay for a day; the report itself is not touched.",
  ...SHORT,
  configuration: false,
  access: {
    glue: ['glue:DeleteTable', 'glue:GetTables'],
    ledger: { read: [...RUN, 'mail/'], write: ['runs/'] },
  },
};

/** The line, in the order in which it runs. */
export const STEP_FUNCTIONS = {
  listDeliveries,
  scanDelivery,
  planLanding,
  readStatement,
  settleSnapshot,
  checkData,
  planScope,
  fitModels,
  measure,
  release,
  render,
  send,
  finishRun,
} as const;

export type StepName = keyof typeof STEP_FUNCTIONS;
