import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installTrino } from '../trino/install-trino.ts';
import { startTrino } from '../trino/trino-server.ts';
import { type Deployment, deploy, destroy, upload } from './deployment.ts';
import { startEmulator } from './emulator-process.ts';
import { glueCatalog } from './glue-catalog.ts';
import { openInbox } from './inbox.ts';
import { installEmulator } from './install-emulator.ts';
import { runOnLaptop, writeShop } from './laptop.ts';
import { proofs } from './proofs.ts';
import { proveApi } from './prove-api.ts';
import { provePermissions } from './prove-permissions.ts';
import { proveRepeats } from './prove-repeats.ts';
import { proveSchedule } from './prove-schedule.ts';
import { proveStores } from './prove-stores.ts';

/** The whole account on this machine: the real template, the real SDK, a real Trino behind Athena. */
async function main(): Promise<number> {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const proved = proofs(say);
  const python = installEmulator();
  const install = installTrino();
  const folder = mkdtempSync(join(tmpdir(), 'tenure-account-'));
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const inbox = await openInbox();
  const trino = await startTrino({ install, catalog: glueCatalog(endpoint) });
  const emulator = await startEmulator({
    python,
    port,
    trinoUrl: trino.session.url,
    smtp: inbox.address,
  });
  const shop = join(folder, 'shop');
  try {
    await writeShop(shop);
    const laptop = await runOnLaptop(shop, folder);
    let deployed: Deployment | undefined;
    await proved.show('npx cdk deploy makes both stacks without an account', async () => {
      deployed = await deploy(endpoint, shop);
      say(`        ${deployed.stacks.count} resources`);
    });
    const account = deployed;
    if (account === undefined) throw new Error('nothing is deployed');
    await upload(endpoint, account.stacks.output('DeliveriesBucket'), shop);
    const world = { account, inbox, laptop, shop, say };
    for (const prove of [proveSchedule, proveRepeats, proveApi, provePermissions, proveStores])
      await prove(world, proved);
    await proved.show('npx cdk destroy takes away what holds no data', async () => {
      await destroy(endpoint, shop);
    });
  } catch (error) {
    say(emulator.log());
    throw error;
  } finally {
    await emulator.stop();
    await trino.stop();
    await inbox.close();
    rmSync(folder, { recursive: true, force: true });
  }
  say(`${proved.passed} proved, ${proved.failed} failed`);
  return proved.failed;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

process.exitCode = (await main()) === 0 ? 0 : 1;
