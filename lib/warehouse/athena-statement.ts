import { createHash } from 'node:crypto';
import type { StartQueryExecutionInput } from '@aws-sdk/client-athena';
import { bindParameters, type Parameters, type ParameterValue } from './bind-parameters.ts';
import { QueryError } from './warehouse.ts';

/** A statement to be started, as steps hand it on. */
export interface AthenaStatement {
  readonly name: string;
  readonly queryString: string;
  /** SQL literals, one for each `?`; absent where there is none. */
  readonly executionParameters?: readonly string[];
  /** `ClientRequestToken`: the same statement of the same run is started once, however often it is asked for. */
  readonly token: string;
}

export interface NamedSql {
  readonly name: string;
  /** With named parameters. */
  readonly sql: string;
  /** Name of the execution with its attempt: a new attempt runs everything anew. */
  readonly run: string;
}

/** Quotas of Athena: bytes of a statement, characters of a parameter. */
export const STATEMENT_BYTES = 262_144;
const PARAMETER_CHARACTERS = 1_024;

/** Throws `QueryError` with `STATEMENT_TOO_LONG` or `PARAMETER_TOO_LONG`, and `ParameterError`. */
export function athenaStatement(
  { name, sql, run }: NamedSql,
  parameters: Parameters,
): AthenaStatement {
  const bound = bindParameters(withoutComments(sql), parameters);
  const literals = bound.values.map(athenaLiteral);
  if (Buffer.byteLength(bound.sql) > STATEMENT_BYTES)
    throw new QueryError(name, 'STATEMENT_TOO_LONG');
  if (literals.some((literal) => literal.length > PARAMETER_CHARACTERS))
    throw new QueryError(name, 'PARAMETER_TOO_LONG');
  return {
    name,
    queryString: bound.sql,
    ...(literals.length > 0 && { executionParameters: literals }),
    token: tokenOf(run, bound.sql, ...literals),
  };
}

/** Where a statement runs. */
export interface StatementPlace {
  readonly workgroup: string;
  readonly database: string;
}

/** What `StartQueryExecution` takes; a state machine may hand it on as it is. */
export const startInput = (
  { workgroup, database }: StatementPlace,
  { queryString, executionParameters, token }: AthenaStatement,
): StartQueryExecutionInput => ({
  QueryString: queryString,
  ...(executionParameters && { ExecutionParameters: [...executionParameters] }),
  ClientRequestToken: token,
  QueryExecutionContext: { Database: database },
  WorkGroup: workgroup,
});

/** A value as a literal of the Trino dialect; SQL casts it to what it needs. */
export const athenaLiteral = (value: ParameterValue): string =>
  typeof value === 'number' ? value.toFixed() : `'${value.replaceAll("'", "''")}'`;

/** 64 hexadecimal digits, within Athena's 32 to 128 characters. */
export const tokenOf = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');

const COMMENT_OR_TEXT = /\s*--[^\n]*|'(?:[^']|'')*'|"(?:[^"]|"")*"/g;

/** Comments would count against the length of a statement, and a `?` or quote in one against its parser. */
const withoutComments = (sql: string): string =>
  sql.replace(COMMENT_OR_TEXT, (match) => (match.trimStart().startsWith('--') ? '' : match)).trim();
