import { setTimeout } from 'node:timers/promises';
import {
  type AthenaClient,
  GetQueryExecutionCommand,
  type QueryExecution,
  type QueryExecutionStatus,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import { codeOfError, codeOfStatus } from './athena-error.ts';
import {
  type AthenaStatement,
  type StatementPlace,
  startInput,
  tokenOf,
} from './athena-statement.ts';
import { QueryError } from './warehouse.ts';

/** Where statements run and how long they are waited for. */
export interface AthenaSession extends StatementPlace {
  readonly athena: AthenaClient;
  /** Stops what runs; nothing starts afterwards. */
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  /** Milliseconds before the first look, and at most between two. */
  readonly pollMs: readonly [first: number, most: number];
}

/** A statement that ran to its end. */
export interface FinishedExecution {
  readonly id: string;
  /** `s3://` address of the result object. */
  readonly output: string;
  readonly scannedBytes: number;
}

/** Failures that Athena itself calls temporary are tried again so often, each time as a new execution. */
const ATTEMPTS = 3;

/**
 * Starts a statement, or finds it started by an earlier try, and waits for its end.
 * @throws QueryError with the kind of failure; `CANCELLED` and `TIMED_OUT` after the statement was stopped.
 */
export async function execute(
  session: AthenaSession,
  statement: AthenaStatement,
): Promise<FinishedExecution> {
  for (let attempt = 1; ; attempt += 1) {
    const token = attempt === 1 ? statement.token : tokenOf(statement.token, String(attempt));
    const ended = await follow(session, { ...statement, token });
    if (ended.Status?.State === 'SUCCEEDED') return finished(ended);
    if (!isTemporary(ended.Status) || attempt === ATTEMPTS)
      throw new QueryError(statement.name, codeOfStatus({ ...ended.Status }));
    await setTimeout(session.pollMs[1]);
  }
}

const isTemporary = (status: QueryExecutionStatus | undefined): boolean =>
  status?.State === 'FAILED' && status.AthenaError?.Retryable === true;

const finished = ({
  QueryExecutionId,
  ResultConfiguration,
  Statistics,
}: QueryExecution): FinishedExecution => ({
  id: QueryExecutionId ?? '',
  output: ResultConfiguration?.OutputLocation ?? '',
  scannedBytes: Statistics?.DataScannedInBytes ?? 0,
});

async function follow(session: AthenaSession, statement: AthenaStatement): Promise<QueryExecution> {
  const { athena, signal, timeoutMs } = session;
  const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  let id: string | undefined;
  try {
    limit.throwIfAborted();
    // Not given up halfway: an execution whose id is not known could not be stopped.
    const started = await athena.send(
      new StartQueryExecutionCommand(startInput(session, statement)),
    );
    id = started.QueryExecutionId;
    return await end({ ...session, signal: limit }, id);
  } catch (cause) {
    if (!limit.aborted) throw new QueryError(statement.name, codeOfError(cause));
    // The statement has failed for its caller in any case; the workgroup's own limits end one that goes on.
    if (id !== undefined) await stop(athena, id).catch(() => undefined);
    throw new QueryError(statement.name, signal.aborted ? 'CANCELLED' : 'TIMED_OUT');
  }
}

const stop = (athena: AthenaClient, QueryExecutionId: string) =>
  athena.send(new StopQueryExecutionCommand({ QueryExecutionId }));

async function end(
  { athena, signal, pollMs: [first, most] }: AthenaSession,
  id: string | undefined,
): Promise<QueryExecution> {
  for (let pause = first; ; pause = Math.min(pause * 1.5, most)) {
    await setTimeout(pause, undefined, { signal });
    const command = new GetQueryExecutionCommand({ QueryExecutionId: id });
    const { QueryExecution } = await athena.send(command, { abortSignal: signal });
    const state = QueryExecution?.Status?.State;
    if (QueryExecution !== undefined && state !== 'QUEUED' && state !== 'RUNNING')
      return QueryExecution;
  }
}
