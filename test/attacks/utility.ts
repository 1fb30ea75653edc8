import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { groupBy } from '#lib/numerics/group-by.ts';
import { addDays } from '#lib/units/calendar.ts';
import type { PrintedFigure } from './leaving/printed-figure.ts';
import { readRelease } from './leaving/read-release.ts';
import { naiveRun } from './naive/naive-run.ts';
import { ourRun } from './runs/our-run.ts';
import type { RunPlan } from './runs/run-request.ts';
import { attackShop } from './shop/attack-shop.ts';
import { deliveryOn, writeDelivery } from './shop/delivery.ts';

const AS_OF = '2026-11-16';
/** Weekly releases on one ledger, of which the last is counted. */
const WEEKS = 3;
/** Of the cells that hold data in a shop of so many customers, this share is published. */
const PUBLISHED = { customers: 45_000, least: 0.6 };

const say = (line: string) => process.stdout.write(`${line}\n`);

/** What a table shows of the cells that hold data: they have a value, or would have one. */
interface Shown {
  readonly published: number;
  readonly all: number;
}

const shownOf = (figures: readonly PrintedFigure[]): Shown => ({
  published: figures.filter(({ value }) => value !== null).length,
  all: figures.filter(({ value, reason }) => value !== null || reason === 'withheld').length,
});

const share = ({ published, all }: Shown): string =>
  `${published} of ${all}`.padStart(14) + `${((100 * published) / all).toFixed(0)}%`.padStart(6);

async function releaseOf(
  plan: RunPlan,
  run: (plan: RunPlan) => Promise<unknown>,
): Promise<readonly PrintedFigure[]> {
  await mkdir(plan.folder, { recursive: true });
  await run(plan);
  return (await readRelease(plan.folder)).figures;
}

/** The report of a shop, as it is released and as a threshold alone would release it. */
async function utilityAt(customers: number, folder: string): Promise<Shown> {
  const size = { seed: 33, customers, from: addDays(AS_OF, -441), to: AS_OF };
  const shop = attackShop({ ...size, late: 0, erasuresAWeek: 0 });
  await mkdir(folder);
  const configuration = await writeDelivery(deliveryOn(shop, AS_OF), join(folder, 'shop'));
  const place = (name: string, asOf: string): RunPlan => ({
    configuration,
    asOf,
    folder: join(folder, `${name}-${asOf}`),
    store: join(folder, name),
  });
  for (let week = WEEKS - 1; week > 0; week -= 1)
    await releaseOf(place('ours', addDays(AS_OF, -7 * week)), ourRun);
  const ours = await releaseOf(place('ours', AS_OF), ourRun);
  const naive = groupBy(await releaseOf(place('naive', AS_OF), naiveRun), ({ metric }) => metric);
  say(`${customers} customers, release ${WEEKS} of ${WEEKS}; published cells of those with data`);
  say(`${'metric'.padEnd(22)}${'released'.padStart(20)}${'threshold alone'.padStart(20)}`);
  for (const [metric, figures] of groupBy(ours, (figure) => figure.metric)) {
    const alone = shownOf(naive.get(metric) ?? []);
    say(`${metric.padEnd(22)}${share(shownOf(figures))}${share(alone)}`);
  }
  const total = shownOf(ours);
  say(`${'all'.padEnd(22)}${share(total)}${share(shownOf([...naive.values()].flat()))}`);
  return total;
}

const folder = mkdtempSync(join(tmpdir(), 'tenure-utility-'));
try {
  await utilityAt(4_500, join(folder, 'small'));
  const { published, all } = await utilityAt(PUBLISHED.customers, join(folder, 'large'));
  const held = published >= PUBLISHED.least * all;
  say(held ? '1 passed, 0 failed' : '0 passed, 1 failed');
  process.exitCode = held ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
