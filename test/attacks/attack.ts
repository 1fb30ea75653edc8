import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { addDays } from '#lib/units/calendar.ts';
import { averagingAttack, saidPlainly } from './attackers/a11-averaging.ts';
import { MANY_RELEASES_ATTACKS } from './attackers/many-releases.ts';
import type { Score } from './attackers/score.ts';
import { SINGLE_RELEASE_ATTACKS } from './attackers/single-release.ts';
import { naiveRun } from './naive/naive-run.ts';
import { noisyCounts } from './naive/noisy-counts.ts';
import { apiAnswers } from './runs/api-answers.ts';
import { dayPieces } from './runs/day-pieces.ts';
import { mishaps } from './runs/mishaps.ts';
import { ourRun } from './runs/our-run.ts';
import { requery } from './runs/requery.ts';
import { bothSides } from './runs/side.ts';
import { twins } from './runs/twins.ts';
import { mondaysTo, releasesOf } from './runs/weeks.ts';
import { SECTION_ATTACKS, sectionPairsAttack } from './sections/section-attacks.ts';
import { sectionReleases } from './sections/section-side.ts';
import { sectionWeeks } from './sections/section-weeks.ts';
import { attackShop } from './shop/attack-shop.ts';

const { values: asked } = parseArgs({
  options: {
    weeks: { type: 'string', default: '4' },
    customers: { type: 'string', default: '1500' },
    twins: { type: 'string', default: '24' },
    hits: { type: 'string', default: '5' },
  },
});

const say = (line: string) => process.stdout.write(`${line}\n`);

const outcome = { passed: 0, failed: 0 };

/** An attack passes when it beats the naive release and comes away from ours with nothing. */
function judge(name: string, naive: Score, ours: Score): void {
  const held = ours.recovered === 0 && ours.of > 0 && naive.recovered > 0;
  outcome[held ? 'passed' : 'failed'] += 1;
  const scores = `naive recovered ${naive.recovered} of ${naive.of}, ours ${ours.recovered} of ${ours.of}`;
  say(`${held ? ' ' : '!'} ${name}: ${scores}`);
  for (const hit of ours.hits.slice(0, Number(asked.hits))) say(`      ${hit}`);
}

const LAST = '2026-11-16';

/** A Monday after another: late rows, refunds and erasures, every release against every earlier one. */
async function overWeeks(folder: string): Promise<void> {
  const customers = Number(asked.customers);
  const size = { seed: 21, customers, from: addDays(LAST, -441), to: LAST };
  const shop = attackShop({ ...size, late: 0.03, erasuresAWeek: 1 });
  const weeks = { shop, mondays: mondaysTo(LAST, Number(asked.weeks)) };
  const ours = await releasesOf({ ...weeks, folder: join(folder, 'our-weeks') }, ourRun);
  const naive = await releasesOf({ ...weeks, folder: join(folder, 'naive-weeks') }, naiveRun);
  say(`${asked.weeks} weeks, ${customers} customers`);
  for (const { name, on } of MANY_RELEASES_ATTACKS) judge(name, on(naive), on(ours));
  judge('A11 averaging', averagingAttack(naive, noisyCounts), averagingAttack(ours, saidPlainly));
}

/** The parts of the report that rest on tables of their own: one release, then a month of them. */
async function onSections(folder: string): Promise<void> {
  const releases = await sectionReleases(join(folder, 'sections'));
  for (const { name, on } of SECTION_ATTACKS)
    judge(name, on(releases, 'naive'), on(releases, 'ours'));
  const size = { seed: 33, customers: 1500, from: addDays(LAST, -441), to: LAST };
  const shop = attackShop({ ...size, late: 0.03, erasuresAWeek: 1 });
  const weeks = { shop, mondays: mondaysTo(LAST, 4) };
  const ours = await sectionWeeks({ ...weeks, folder: join(folder, 'our-sections') }, ourRun);
  const naive = await sectionWeeks({ ...weeks, folder: join(folder, 'naive-sections') }, naiveRun);
  judge('A2 on every section', sectionPairsAttack(naive), sectionPairsAttack(ours));
}

/** Attacks that put questions of their own. */
const asking = [
  { name: 'A2 day pieces', on: dayPieces },
  { name: 'A3 re-query', on: requery },
  { name: 'A3 and A9 over HTTP', on: apiAnswers },
  { name: 'A4 twins', on: (folder: string) => twins(folder, Number(asked.twins)) },
  { name: 'A9 errors', on: mishaps },
];

async function attack(folder: string): Promise<void> {
  const sides = await bothSides(join(folder, 'single'));
  for (const { name, on } of SINGLE_RELEASE_ATTACKS) judge(name, on(sides.naive), on(sides.ours));
  for (const { name, on } of asking) {
    const { naive, ours } = await on(join(folder, name));
    judge(name, naive, ours);
  }
  await onSections(folder);
  await overWeeks(folder);
  say(`${outcome.passed} passed, ${outcome.failed} failed`);
  process.exitCode = outcome.failed === 0 ? 0 : 1;
}

const folder = mkdtempSync(join(tmpdir(), 'tenure-attack-'));
try {
  await attack(folder);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
