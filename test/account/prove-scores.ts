import assert from 'node:assert/strict';
import { scoreRow } from '#lib/scores/score-row.fixture.ts';
import { objectBytes, placeOf } from '#lib/store/s3-object.ts';
import { s3Store } from '#lib/store/s3-store.ts';
import { athenaClient } from '#lib/warehouse/athena-client.ts';
import { execute } from '#lib/warehouse/athena-execution.ts';
import { readRows } from '#lib/warehouse/athena-results.ts';
import { tokenOf } from '#lib/warehouse/athena-statement.ts';
import { OWNER_KEYS } from './aws-calls.ts';
import { ownerS3, PREFIX } from './deployment.ts';
import { executions, inputOf } from './executions.ts';
import { invoke } from './lambda-calls.ts';
import type { Proofs } from './proofs.ts';
import { sameFigures } from './same-figures.ts';
import type { World } from './world.ts';

/** The table of scores says what the file of the command line says, of one cut. */
export async function proveScores(world: World, { show }: Proofs): Promise<void> {
  await show('the scores of customers are those of the command line, row by row', async () => {
    const rows = await scoresInAccount(world);
    const expected = await world.laptop.scores();
    assert.ok(expected.length > 500, `${expected.length} customers scored`);
    const unlike = sameFigures(linesOf(rows), linesOf(expected));
    world.say(`        ${rows.length} customers, ${unlike} numbers within 1e-12`);
  });
  await show('nothing else is below scores/ than the files of that table', async () => {
    const folders = new Set((await scoreKeys(world)).map((key) => key.replace(/[^/]*$/, '')));
    assert.equal(folders.size, 1);
    assert.match([...folders][0] ?? '', /^scores\/2026-11-16-until-2027-12-21\//);
  });
}

/** After an older week was recalculated and somebody was erased. */
export async function proveOldScores(world: World, { show }: Proofs): Promise<void> {
  await show('a recalculation of an older week leaves the newest scores', async () => {
    const rows = await scoresInAccount(world);
    assert.deepEqual(new Set(rows.map(({ scored_on }) => scored_on)), new Set(['2026-11-16']));
  });
  await show('scores that were made before somebody was erased go', async () => {
    const input = await inputOf(world, (await executions(world))[0]?.executionArn ?? '');
    await invoke(world, 'keep-scores', input);
    assert.deepEqual(await scoreKeys(world), []);
    await invoke(world, 'keep-scores', input);
  });
}

type Scored = ReturnType<typeof scoreRow.parse>;

const linesOf = (rows: readonly Scored[]): string =>
  rows.map((row) => Object.values(row).join(',')).join('\n');

const scoreKeys = ({ account: { endpoint, stacks } }: World): Promise<string[]> => {
  const bucket = stacks.resource('AWS::S3::Bucket', 'Lake');
  return s3Store({ client: ownerS3(endpoint), bucket }).list('scores/');
};

/** Rows of the table of scores, in the order of ids, as somebody asks for them in Athena. */
async function scoresInAccount({ account: { endpoint } }: World): Promise<Scored[]> {
  const athena = athenaClient({ endpoint, region: 'eu-west-1', credentials: OWNER_KEYS });
  const session = {
    athena,
    workgroup: PREFIX,
    database: PREFIX.replaceAll('-', '_'),
    signal: AbortSignal.timeout(60_000),
    timeoutMs: 60_000,
    pollMs: [100, 1_000] as const,
  };
  const queryString = 'select * from customer_scores order by customer_id';
  const token = tokenOf(String(performance.now()));
  const asked = await execute(session, { name: 'scores', queryString, token });
  const readObject = (address: string) => objectBytes(ownerS3(endpoint), placeOf(address));
  return readRows({ athena, readObject }, asked, (row) => scoreRow.parse(row));
}
