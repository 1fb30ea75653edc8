import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { limitConcurrency } from './limit-concurrency.ts';

/** A few connections to one database; each serves one task at a time. */
export interface DuckdbConnections {
  use<T>(task: (connection: DuckDBConnection) => Promise<T>): Promise<T>;
  /** Waits for the tasks that run, for a database must not be closed under them. */
  close(): Promise<void>;
}

export async function duckdbConnections(
  instance: DuckDBInstance,
  count: number,
): Promise<DuckdbConnections> {
  const limited = limitConcurrency(count);
  const all = await Promise.all(Array.from({ length: count }, () => instance.connect()));
  const free = [...all];
  const running = new Set<Promise<unknown>>();
  return {
    use(task) {
      const done = limited(async () => {
        const connection = free.pop() ?? (await instance.connect());
        try {
          return await task(connection);
        } finally {
          free.push(connection);
        }
      });
      running.add(done);
      const forget = () => running.delete(done);
      done.then(forget, forget);
      return done;
    },
    async close() {
      await Promise.allSettled([...running]);
      for (const connection of all) connection.closeSync();
    },
  };
}
