import type { Configuration } from '#lib/config/configuration.ts';

/** How long a kind of data is kept, and by which rule of the deployment. */
export interface Retention {
  readonly data: string;
  /** Days; null where it is kept until the company removes it. */
  readonly days: number | null;
  /**
   * The bucket and prefix, the log or the queue that a lifecycle rule or a retention period is set on. Scores are below
   * the same prefix of a machine's store, which each run clears.
   */
  readonly held:
    | { readonly bucket: string; readonly prefix: string }
    | { readonly logs: 'functions' | 'access' }
    | { readonly queue: 'events' | 'pointers' };
}

/** Every place of an account's deployment in which data are kept. */
export const RETENTION: readonly Retention[] = [
  { data: 'Delivered files', days: null, held: { bucket: 'Deliveries', prefix: '' } },
  { data: 'Landed tables', days: 760, held: { bucket: 'Lake', prefix: 'landed/' } },
  { data: 'Staged files of a landing', days: 1, held: { bucket: 'Lake', prefix: 'staged/' } },
  { data: 'Relations in scope of a run', days: 1, held: { bucket: 'Lake', prefix: 'scoped/' } },
  { data: 'Aggregates before the gate', days: 1, held: { bucket: 'Lake', prefix: 'work/' } },
  { data: 'Query results', days: 1, held: { bucket: 'Results', prefix: '' } },
  { data: 'Released reports', days: 400, held: { bucket: 'Released', prefix: '' } },
  {
    data: 'Mail ledger, without addresses',
    days: 400,
    held: { bucket: 'Ledger', prefix: 'mail/' },
  },
  { data: 'Keys of repeated requests', days: 7, held: { bucket: 'Ledger', prefix: 'idem/' } },
  { data: 'Logs, without rows and addresses', days: 90, held: { logs: 'functions' } },
  { data: 'Logs of access', days: 400, held: { logs: 'access' } },
  { data: 'Mail events that failed, with addresses', days: 4, held: { queue: 'events' } },
  { data: 'Calls that failed, pointers only', days: 14, held: { queue: 'pointers' } },
];

/** The same and, where customers are scored, the scores. */
export const retentionOf = ({ scores }: Pick<Configuration, 'scores'>): readonly Retention[] =>
  scores === undefined
    ? RETENTION
    : [
        ...RETENTION,
        {
          data: 'Scores of customers, from their cut on',
          days: scores.keepDays,
          held: { bucket: 'Lake', prefix: 'scores/' },
        },
      ];
