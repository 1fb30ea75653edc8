import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { installTrino, type TrinoInstall, TrinoMissing } from '../trino/install-trino.ts';
import { bootstrap, type Deployment, deploy, upload } from './deployment.ts';
import { EmulatorMissing, installEmulator } from './install-emulator.ts';
import { runOnLaptop, writeShop } from './laptop.ts';
import { type Proofs, proofs } from './proofs.ts';
import { proveApi } from './prove-api.ts';
import { proveDestroy } from './prove-destroy.ts';
import { provePermissions } from './prove-permissions.ts';
import { proveRepeats } from './prove-repeats.ts';
import { proveSchedule } from './prove-schedule.ts';
import { proveOldScores, proveScores } from './prove-scores.ts';
import { proveStores } from './prove-stores.ts';
import { type Servers, startServers } from './servers.ts';

/** The proofs that need a deployed account, in the order in which they build on each other. */
const PROOFS = [
  proveSchedule,
  proveScores,
  proveRepeats,
  proveApi,
  proveOldScores,
  provePermissions,
  proveStores,
  proveDestroy,
] as const;

const say = (line: string) => process.stdout.write(`${line}\n`);

/** The whole account on this machine: the real template, the real SDK, a real Trino behind Athena. */
async function proveAccount(servers: Servers, folder: string, proved: Proofs): Promise<void> {
  const { endpoint, inbox } = servers;
  const shop = join(folder, 'shop');
  await writeShop(shop);
  const laptop = await runOnLaptop(shop, folder);
  let deployed: Deployment | undefined;
  await proved.show('npx cdk bootstrap and deploy make both stacks', async () => {
    await bootstrap(endpoint, shop);
    deployed = await deploy(endpoint, shop);
    say(`        ${deployed.stacks.count} resources`);
  });
  const account = deployed;
  if (account === undefined) throw new Error('nothing is deployed: no other proof can run');
  await upload(endpoint, account.stacks.output('DeliveriesBucket'), shop);
  const world = { account, inbox, laptop, shop, say };
  for (const prove of PROOFS) await prove(world, proved);
}

interface Installed {
  readonly python: string;
  readonly trino: TrinoInstall;
}

/** Null where this machine lacks something that cannot be fetched. */
function installed(): Installed | null {
  try {
    return { python: installEmulator(), trino: installTrino() };
  } catch (error) {
    if (!(error instanceof EmulatorMissing || error instanceof TrinoMissing)) throw error;
    say(`The account: skipped. ${error.message}`);
    return null;
  }
}

async function main({ python, trino }: Installed): Promise<number> {
  const proved = proofs(say);
  const folder = mkdtempSync(join(tmpdir(), 'tenure-account-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const servers = await startServers(python, trino);
  try {
    await proveAccount(servers, folder, proved);
  } catch (error) {
    await proved.show('every proof was begun', () => Promise.reject(error));
  } finally {
    if (proved.failed > 0) say(servers.log());
    await servers.stop();
  }
  say(`The account: ${proved.passed} passed, ${proved.failed} failed`);
  return proved.failed;
}

const { values } = parseArgs({ options: { required: { type: 'boolean', default: false } } });
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
const ready = installed();
if (ready === null) process.exitCode = values.required ? 1 : 0;
else process.exitCode = (await main(ready)) === 0 ? 0 : 1;
