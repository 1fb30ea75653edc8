import type { SqlEngine } from '../fixtures/sql-engine.ts';
import { runOnTrino, type TrinoSession, withValues } from './trino-client.ts';

/** Trino in the place of Athena's engine. */
export const trinoEngine = (session: TrinoSession): SqlEngine => ({
  execute: (sql, values, signal) => runOnTrino(session, withValues(sql, values), signal),
});
