import { s3Client } from '#lib/store/s3-client.ts';
import { objectBytes, placeOf } from '#lib/store/s3-object.ts';
import { athenaClient } from '#lib/warehouse/athena-client.ts';
import { execute } from '#lib/warehouse/athena-execution.ts';
import { scopePlan } from '#lib/warehouse/athena-scope-plan.ts';
import type { AthenaStatement } from '#lib/warehouse/athena-statement.ts';
import type { TableRelations } from '#lib/warehouse/athena-tables.ts';
import { type AthenaWarehouseOptions, athenaWarehouse } from '#lib/warehouse/athena-warehouse.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { athenaServer } from '../fixtures/athena-server.ts';
import { s3Server } from '../fixtures/s3-server.ts';
import type { TrinoSession } from './trino-client.ts';
import { trinoEngine } from './trino-engine.ts';

/** The warehouse of the account, whose Athena is a real Trino. */
export interface AthenaOnTrino {
  readonly warehouse: Warehouse;
  /** What Trino said of the statement that failed last. */
  readonly lastFailure: () => string;
}

const WAITING = { timeoutMs: 600_000, pollMs: [2, 50] } as const;

export async function athenaOnTrino(
  session: TrinoSession,
  tables: TableRelations,
): Promise<AthenaOnTrino> {
  const s3 = await s3Server();
  const server = await athenaServer(trinoEngine(session), s3);
  const objects = s3Client(s3.clientConfig);
  const options: AthenaWarehouseOptions = {
    athena: athenaClient(server.clientConfig),
    readObject: (address) => objectBytes(objects, placeOf(address)),
    workgroup: 'example',
    database: session.schema,
    tables,
    run: 'wk-2026-W46-example-a1',
    scanLimitBytes: 100_000_000_000,
    ...WAITING,
  };
  const warehouse = athenaWarehouse(options);
  const make = madeOnce(options);
  return {
    lastFailure: () => server.executions.findLast(({ state }) => state === 'FAILED')?.reason ?? '',
    warehouse: {
      ...warehouse,
      async run(query, parameters) {
        for (const { statements } of scopePlan(options, [{ query, parameters }]))
          for (const statement of statements) await make(statement);
        return warehouse.run(query, parameters);
      },
      async close() {
        await warehouse.close();
        await server.close();
        await s3.close();
      },
    },
  };
}

/** Kept tables are made before the first query that reads them. */
function madeOnce(options: AthenaWarehouseOptions): (statement: AthenaStatement) => Promise<void> {
  const made = new Set<string>();
  const session = { ...options, ...WAITING, signal: new AbortController().signal };
  return async (statement) => {
    if (made.has(statement.name)) return;
    await execute(session, statement);
    made.add(statement.name);
  };
}
