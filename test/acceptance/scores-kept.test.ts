import { expect, it } from 'vitest';
import * as z from 'zod';
import { loadConfiguration } from '#lib/config/load-configuration.ts';
import { runLine } from '#lib/pipeline/run-line.ts';
import { erasedMeanwhile } from './erased-meanwhile.ts';
import { ALIAS, AS_OF } from './scored-shop.ts';
import { NEWER, OLDER, scoredTwice, TIMEOUT_MS } from './scored-twice.ts';
import { tenure } from './shop-folder.ts';

/** A cut that the orders do not reach. */
const HELD = '2026-11-30';

const { folder, shop, run, files, older, newer } = await scoredTwice();

const idsIn = (rows: readonly { readonly customer_id: string }[]) =>
  new Set(rows.map(({ customer_id }) => customer_id));
const erase = (...words: readonly string[]) =>
  tenure('erase', '--store', folder.at('store'), ...words);

it('tells a person what is expected of them, by any of their ids', async () => {
  await folder.write('subject.txt', `${ALIAS}\n`);
  const told = await tenure(
    ...['access', '--subject-file', folder.at('subject.txt'), '--store', folder.at('store')],
  );
  const { scores } = z.object({ scores: z.array(z.looseObject({})) }).parse(JSON.parse(told.out));
  const own = [...(await older()), ...(await newer())].filter(
    ({ customer_id }) => customer_id === shop().special.merged,
  );
  expect(own).toHaveLength(2);
  expect(scores).toEqual(own);
});

it(
  'ends with an objection, for earlier cuts too',
  async () => {
    const [objector = ''] = idsIn(await older());
    const request = `q9,${objector},2026-11-18T10:00:00Z,object\n`;
    await folder.write('erasures.csv', `${folder.text('erasures.csv')}${request}`);
    expect(await run('2026-11-19')).toBe(0);
    expect(idsIn(await newer()).has(objector)).toBe(false);
    expect(idsIn(await older()).has(objector)).toBe(false);
    expect((await older()).length).toBeGreaterThan(1_000);
  },
  TIMEOUT_MS,
);

it(
  'takes the erased out of every file, byte by byte, and does not bring them back',
  async () => {
    const { merged } = shop().special;
    const rows = [(await older()).length, (await newer()).length];
    const before = await erase('--prove', '--customer', merged);
    expect(before.err).toContain(`${OLDER} (id)`);
    expect(before.err).toContain(`${NEWER} (id)`);
    expect(await erase('--physical', '--customer', ALIAS)).toMatchObject({ code: 0, err: '' });
    expect([(await older()).length, (await newer()).length]).toEqual(rows.map((n) => n - 1));
    expect(idsIn(await older()).has(merged)).toBe(false);
    expect((await erase('--prove', '--customer', merged)).code).toBe(0);
    expect(await run('2026-11-20')).toBe(0);
    expect((await erase('--prove', '--customer', merged)).code).toBe(0);
  },
  TIMEOUT_MS,
);

it(
  'takes somebody who is on the list out of every file at the next run, even a held one',
  async () => {
    const [person = ''] = idsIn(await older());
    expect((await erase('--customer', person)).code).toBe(0);
    expect(await run('2026-11-21', { asOf: HELD })).toBe(3);
    expect(idsIn(await older()).has(person)).toBe(false);
    expect(idsIn(await newer()).has(person)).toBe(false);
    expect((await erase('--prove', '--customer', person)).code).toBe(0);
  },
  TIMEOUT_MS,
);

it(
  'writes none where somebody is erased while the run is at work',
  async () => {
    const request = { asOf: AS_OF, reports: null, send: false, dryRun: false, threads: 2 };
    const place = { out: folder.at('advanced-out'), store: folder.at('advanced') };
    const loaded = await loadConfiguration(folder.at('tenure.yaml'));
    const { services, timesAsked } = erasedMeanwhile(folder.at('outbox'), new Date());
    const running = runLine({ ...loaded, ...request, ...place, memoryLimitMb: 400 }, services);
    await expect(running).rejects.toThrow('ERASURE_ADVANCED');
    expect(timesAsked()).toBe(3);
    expect(folder.files('advanced').filter((name) => name.includes('score'))).toEqual([]);
  },
  TIMEOUT_MS,
);

it(
  'has none of a cut of which nothing is forecast, and none at all where none are asked for',
  async () => {
    expect(await run('2026-11-21', { regions: 'LU' })).toBe(0);
    expect(folder.text('out/models.json').trim()).toBe('[]');
    expect(files()).toEqual([OLDER]);
    expect(await run('2026-11-21', { asOf: HELD, scores: null })).toBe(3);
    expect(files()).toEqual([]);
  },
  TIMEOUT_MS,
);

it(
  'writes none where the report is held, and none in a dry run',
  async () => {
    expect(await run('2026-11-21', { asOf: HELD })).toBe(3);
    await tenure(
      ...['run', '--config', folder.at('tenure.yaml'), '--as-of', AS_OF, '--dry-run'],
      ...['--out', folder.at('out'), '--store', folder.at('store'), '--memory', '400'],
    );
    expect(files()).toEqual([]);
  },
  TIMEOUT_MS,
);
