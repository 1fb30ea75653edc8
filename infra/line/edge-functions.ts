import type { FunctionSpec } from './function-spec.ts';

/** Computes the run's name from the scheduled time, so that a repeated event starts nothing. */
const startRun: FunctionSpec = {
  name: 'start-run',
  errorImpact: "The week's run is not started: no report and no mail until someone starts it.",
  memoryMegabytes: 512,
  timeoutSeconds: 60,
  concurrency: 2,
  configuration: true,
  access: {
    ledger: {
      read: ['triggers/', 'runs/', 'periods/'],
      write: ['triggers/', 'runs/', 'periods/'],
    },
    machine: ['states:StartExecution'],
  },
};

const reconcileMail: FunctionSpec = {
  name: 'reconcile-mail',
  errorImpact:
    'Bounces and deliveries are not recorded: unknown mails stay unknown, a bounced address may be tried again.',
  memoryMegabytes: 512,
  timeoutSeconds: 60,
  concurrency: 2,
  configuration: false,
  access: { ledger: { read: ['mail/', 'suppress/'], write: ['mail/', 'suppress/'] } },
};

const sweepMail: FunctionSpec = {
  name: 'sweep-mail',
  errorImpact: 'Nobody is told of mails whose fate is unknown, nor that a report is overdue.',
  memoryMegabytes: 512,
  timeoutSeconds: 120,
  concurrency: 1,
  configuration: true,
  access: {
    ledger: {
      read: ['mail/', 'runs/', 'triggers/', 'erasure/', 'chain/'],
      write: ['mail/', 'chain/'],
    },
  },
};

const api: FunctionSpec = {
  name: 'api',
  errorImpact:
    'Recalculations, erasure requests and reads by API are refused; the weekly schedule goes on.',
  memoryMegabytes: 1024,
  timeoutSeconds: 29,
  concurrency: 10,
  configuration: true,
  access: {
    ledger: {
      read: [
        'triggers/',
        'runs/',
        'periods/',
        'idem/',
        'mail/',
        'erasure/',
        'chain/',
        'control/pseudonym-key',
      ],
      write: [
        'triggers/',
        'runs/',
        'periods/',
        'idem/',
        'mail/',
        'erasure/',
        'chain/',
        'control/pseudonym-key',
      ],
    },
    released: { read: ['released/'] },
    machine: ['states:DescribeExecution', 'states:StartExecution', 'states:StopExecution'],
  },
};

/** What surrounds the line: its starter, the keepers of the mail ledger, the API. */
export const EDGE_FUNCTIONS = { startRun, reconcileMail, sweepMail, api } as const;
