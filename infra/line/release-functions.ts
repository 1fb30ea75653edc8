import type { FunctionSpec } from './function-spec.ts';
import { NO_REPORT, RUN, SHORT } from './step-room.ts';

/** The only door out of the lake: it reads what is before the gate and writes what is behind it, and cannot send. */
export const release: FunctionSpec = {
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

export const render: FunctionSpec = {
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
export const send: FunctionSpec = {
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

export const finishRun: FunctionSpec = {
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
