import { createServer } from 'node:http';
import { GlueClient } from '@aws-sdk/client-glue';
import { afterAll, expect, it } from 'vitest';
import * as z from 'zod';
import { bodyOf, closed, listening } from '../../../../test/fixtures/loopback-server.ts';
import { replaceTable } from './glue-tables.ts';

const request = z.object({
  TableInput: z.object({
    Name: z.string(),
    StorageDescriptor: z.object({ Location: z.string() }),
  }),
});
/** Tables by name, with their folders; what was asked for, in order. */
const tables = new Map<string, string>();
const asked: string[] = [];

const http = createServer(async (incoming, response) => {
  const operation = String(incoming.headers['x-amz-target']).replace(/^.*\./, '');
  const { TableInput } = request.parse(JSON.parse((await bodyOf(incoming)).toString()));
  const isThere = tables.has(TableInput.Name);
  asked.push(operation);
  const error = operation === 'UpdateTable' ? 'EntityNotFoundException' : 'AlreadyExistsException';
  const fails = isThere !== (operation === 'UpdateTable');
  if (!fails) tables.set(TableInput.Name, TableInput.StorageDescriptor.Location);
  response.writeHead(fails ? 400 : 200, { 'content-type': 'application/x-amz-json-1.1' });
  response.end(JSON.stringify(fails ? { __type: error, Message: error } : {}));
});
const glue = new GlueClient(await listening(http));
afterAll(() => closed(http));

it('makes a table where there is none, and then lets it read other files', async () => {
  const table = { name: 'customer_scores', format: 'parquet', columns: [] } as const;
  for (const folder of ['one', 'two', 'two'])
    await replaceTable(glue, 'example', { ...table, location: `s3://lake/scores/${folder}/` });
  expect(asked).toEqual(['UpdateTable', 'CreateTable', 'UpdateTable', 'UpdateTable']);
  expect([...tables]).toEqual([['customer_scores', 's3://lake/scores/two/']]);
});
