import { setTimeout } from 'node:timers/promises';
import { inspect } from 'node:util';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { s3Client } from '#lib/store/s3-client.ts';
import { objectBytes, placeOf } from '#lib/store/s3-object.ts';
import { type AthenaFault, athenaServer } from '../../test/fixtures/athena-server.ts';
import { s3Server } from '../../test/fixtures/s3-server.ts';
import type { EngineRows } from '../../test/fixtures/sql-engine.ts';
import { athenaClient } from './athena-client.ts';
import { type AthenaWarehouseOptions, athenaWarehouse } from './athena-warehouse.ts';
import { QueryError } from './warehouse.ts';

/** Answers by the statement's first word. */
let running = 0;
let failures: Error[] = [];
const answer = (n: unknown, type = 'bigint', scannedBytes = 100): EngineRows => ({
  columns: [{ name: 'n', type }],
  rows: [[n]],
  scannedBytes,
});
const many = { ...answer(1), rows: Array.from({ length: 3_000 }, (_, n) => [n]) };

const s3 = await s3Server();
const server = await athenaServer(
  {
    async execute(sql, _, signal) {
      running += 1;
      try {
        if (sql.startsWith('hang')) await setTimeout(60_000, undefined, { signal });
        await setTimeout(5);
        const failure = failures.shift();
        if (failure) throw failure;
        if (sql === 'list') return answer('[a, b]', 'array(varchar)');
        return sql === 'many' ? many : answer(1);
      } finally {
        running -= 1;
      }
    },
  },
  s3,
);
const objects = s3Client({ ...s3.clientConfig, maxAttempts: 1 });

function warehouse(change: Partial<AthenaWarehouseOptions> = {}) {
  return athenaWarehouse({
    athena: athenaClient(server.clientConfig),
    readObject: (address) => objectBytes(objects, placeOf(address)),
    workgroup: 'example',
    database: 'example_lake',
    tables: {},
    run: `wk-2026-W47-${server.executions.length}-a1`,
    scanLimitBytes: 1_000,
    pollMs: [1, 10],
    ...change,
  });
}
const ask = (sql: string, name = 'asked') => ({ name, sql });
const failureOf = (running: Promise<unknown>) => running.then(String, (error: unknown) => error);

afterAll(async () => {
  await server.close();
  await s3.close();
});
afterEach(() => {
  server.fault = () => undefined;
  s3.fault = () => undefined;
  failures = [];
});

describe('starts a statement once', () => {
  it('when the answer to the start is lost, and when it is told to wait', async () => {
    const faults: AthenaFault[] = ['TooManyRequestsException', 'reset', 'reset'];
    server.fault = (operation) =>
      operation === 'StartQueryExecution' ? faults.shift() : undefined;
    const before = server.executions.length;
    expect(await warehouse().inspect(ask('select 1'), {})).toEqual({ n: 1 });
    expect(server.executions.length - before).toBe(1);
  });

  it('when a run is repeated, but not for another attempt of it', async () => {
    const before = server.executions.length;
    const run = async (name: string) => warehouse({ run: name }).inspect(ask('select 2'), {});
    await run('wk-2026-W40-a1');
    await run('wk-2026-W40-a1');
    expect(server.executions.length - before).toBe(1);
    await run('wk-2026-W40-a2');
    expect(server.executions.length - before).toBe(2);
  });

  it('and again where Athena calls the failure temporary', async () => {
    const temporary = Object.assign(new Error('try again'), { name: 'Retryable' });
    failures = [temporary, temporary];
    const before = server.executions.length;
    expect(await warehouse().inspect(ask('select 3'), {})).toEqual({ n: 1 });
    expect(server.executions.length - before).toBe(3);
  });
});

describe('stops what nobody waits for', () => {
  const stopped = async () => {
    for (let looks = 0; running > 0 && looks < 100; looks += 1) await setTimeout(10);
    return [running, server.executions.at(-1)?.state];
  };

  it('after its time', async () => {
    const asked = warehouse({ timeoutMs: 100 }).inspect(ask('hang'), {});
    await expect(asked).rejects.toThrow('query "asked" failed: TIMED_OUT');
    expect(await stopped()).toEqual([0, 'CANCELLED']);
  });

  it('when the run is cancelled; and starts nothing afterwards', async () => {
    const cancel = new AbortController();
    const open = warehouse({ signal: cancel.signal });
    const asked = failureOf(open.inspect(ask('hang'), {}));
    await setTimeout(50);
    cancel.abort();
    expect(String(await asked)).toContain('query "asked" failed: CANCELLED');
    expect(await stopped()).toEqual([0, 'CANCELLED']);
    const before = server.executions.length;
    await expect(open.inspect(ask('select 1'), {})).rejects.toThrow('CANCELLED');
    expect(server.executions.length).toBe(before);
  });

  it('when it is closed', async () => {
    const open = warehouse();
    const asked = failureOf(open.inspect(ask('hang'), {}));
    await setTimeout(50);
    await open.close();
    expect(String(await asked)).toContain('CANCELLED');
    expect(await stopped()).toEqual([0, 'CANCELLED']);
  });
});

describe('keeps within limits', () => {
  it('of statements at a time', async () => {
    const open = warehouse({ concurrency: 4 });
    const before = server.executions.length;
    const asked = ['a', 'b', 'c', 'd', 'e', 'f'].map((n) => open.inspect(ask(`hang ${n}`), {}));
    while (running < 4) await setTimeout(10);
    await setTimeout(50);
    expect(server.executions.length - before).toBe(4);
    await open.close();
    for (const { status } of await Promise.allSettled(asked)) expect(status).toBe('rejected');
  });

  it('of bytes scanned, and starts nothing beyond', async () => {
    const open = warehouse({ scanLimitBytes: 250 });
    await open.inspect(ask('select 1'), {});
    await open.inspect(ask('select 2'), {});
    expect(open.scannedBytes()).toBe(200);
    await expect(open.inspect(ask('select 3'), {})).rejects.toThrow('SCAN_LIMIT');
    const before = server.executions.length;
    await expect(open.inspect(ask('select 4'), {})).rejects.toThrow('SCAN_LIMIT');
    expect(server.executions.length).toBe(before);
  });
});

describe('names failures without the words of the service', () => {
  it.each([
    ['COLUMN_NOT_FOUND: line 1:8: Column rosa', 'COLUMN_NOT_FOUND'],
    ['INVALID_CAST_ARGUMENT: Cannot cast rosa', 'INVALID_CAST_ARGUMENT'],
    ['ROSA: told', 'USER_ERROR'],
    ['Bytes scanned limit was exceeded', 'WORKGROUP_BYTES_LIMIT'],
    ['Query exhausted resources at this scale factor', 'RESOURCES_EXHAUSTED'],
    ['Access Denied (Service: Amazon S3; rosa)', 'ACCESS_DENIED'],
  ])('%s', async (reason, code) => {
    failures = [new Error(reason)];
    const failed = await failureOf(warehouse().inspect(ask('select 1', 'counts'), {}));
    expect(String(failed)).toBe(`QueryError: query "counts" failed: ${code}`);
    expect(inspect(failed, { depth: 9 })).not.toMatch(/rosa|Signature/i);
  });

  it('when the service itself refuses', async () => {
    server.fault = () => 'AccessDeniedException';
    const failed = await failureOf(warehouse().inspect(ask('select 1', 'counts'), {}));
    expect(String(failed)).toBe('QueryError: query "counts" failed: ACCESS_DENIED');
    expect(inspect(failed, { depth: 9 })).not.toMatch(/Signature/);
  });

  it('when a row is not what the query promises, or cannot be one', async () => {
    const list = await failureOf(warehouse().inspect(ask('list'), {}));
    expect(list).toBeInstanceOf(QueryError);
    expect(inspect(list)).toContain('cast it in the query');
    expect(String(list)).toContain('failed: RESULT');
  });

  it('when the result object is gone', async () => {
    s3.fault = () => 'denied';
    await expect(warehouse().inspect(ask('many'), {})).rejects.toThrow(
      'query "asked" failed: S3_STORE',
    );
  });
});
