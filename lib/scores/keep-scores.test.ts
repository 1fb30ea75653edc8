import { describe, expect, it } from 'vitest';
import { crashingStore, type Fuse } from '../../test/fixtures/crashing-store.ts';
import { atEveryCrash, diesIn } from '../../test/fixtures/every-crash.ts';
import { memoryStore } from '../../test/fixtures/memory-store.ts';
import { keepScores, type ScoreLake, type ScoreRules } from './keep-scores.ts';
import { type ScoreFolder, scoreFoldersOf, scorePrefix } from './score-folders.ts';

const LIST = 'abcdefgh2345';
const OWN: ScoreFolder = {
  scoredOn: '2026-11-16',
  expiresOn: '2027-02-14',
  list: LIST,
  run: 'this-run-a1',
};
const BEFORE = { ...OWN, scoredOn: '2026-11-09', expiresOn: '2027-02-07', run: 'older-a1' };
const AFTER = { ...OWN, scoredOn: '2026-11-23', expiresOn: '2027-02-21', run: 'newer-a1' };
const WRITTEN = { folder: OWN, written: 'scoped/this-run-a1/scores/' };
const RULES: ScoreRules = {
  scoredOn: OWN.scoredOn,
  today: '2026-11-17',
  keepDays: 90,
  list: LIST,
};

/** A lake with the scores that a run has written, and those of some folders. */
async function lakeWith(folders: readonly ScoreFolder[], fuse?: Fuse) {
  const stored = memoryStore();
  const objects = fuse ? crashingStore(stored, fuse) : stored;
  const put = (key: string) => stored.createIfAbsent(key, new TextEncoder().encode(key));
  for (const part of ['0', '1']) await put(`${WRITTEN.written}${part}`);
  for (const folder of folders) await put(`${scorePrefix(folder)}0`);
  let table = 'scores/nothing/';
  const lake: ScoreLake = {
    objects,
    async copy(from, to) {
      const found = await objects.get(from);
      if (found) await objects.createIfAbsent(to, found.body);
    },
    async point(prefix) {
      await objects.list('');
      table = prefix;
    },
  };
  return { lake, table: () => table, keys: () => stored.list('scores/') };
}

const OWN_KEYS = ['0', '1'].map((part) => `${scorePrefix(OWN)}${part}`);

describe('the scores of a run', () => {
  it.each([
    ['the first ones', []],
    ['those of an earlier cut', [BEFORE]],
    ['those of another run of the cut', [{ ...OWN, run: 'other-a1' }]],
    ['what a run left that was broken off', [OWN, BEFORE]],
    ['those of a later cut that somebody erased since is in', [{ ...AFTER, list: 'zzzzzzzzzzzz' }]],
  ])('take the place of %s', async (_what, folders) => {
    const { lake, table, keys } = await lakeWith(folders);
    expect(await keepScores(lake, WRITTEN, RULES)).toBe('own');
    expect(await keys()).toEqual(OWN_KEYS);
    expect(table()).toBe(scorePrefix(OWN));
  });

  it('leave those of a later cut where they are', async () => {
    const { lake, table, keys } = await lakeWith([AFTER, BEFORE]);
    expect(await keepScores(lake, WRITTEN, RULES)).toBe('newer');
    expect(await keys()).toEqual([`${scorePrefix(AFTER)}0`]);
    expect(table()).toBe('scores/nothing/');
  });

  it.each([
    ['somebody was erased while it was at work', { list: 'zzzzzzzzzzzz' }],
    ['they are past their last day', { today: '2027-02-15' }],
    ['they are past what is kept today', { keepDays: 0 }],
    ['none are asked for', { keepDays: undefined }],
  ])('are not kept where %s, and none are left', async (_when, change) => {
    const { lake, table, keys } = await lakeWith([BEFORE]);
    expect(await keepScores(lake, WRITTEN, { ...RULES, ...change })).toBe('none');
    expect(await keys()).toEqual([]);
    expect(table()).toBe('scores/nothing/');
  });

  it('are the same in the end wherever a process died and was started again', async () => {
    const points = await atEveryCrash(async (fuse) => {
      const { lake, table, keys } = await lakeWith([BEFORE], fuse);
      const died = await diesIn(keepScores(lake, WRITTEN, RULES));
      const left = await keys();
      expect(left.some((key) => key.startsWith(scorePrefix(BEFORE)))).toBe(
        table() !== scorePrefix(OWN) || left.length > OWN_KEYS.length,
      );
      Object.assign(fuse, { calls: Number.NEGATIVE_INFINITY });
      await keepScores(lake, WRITTEN, RULES);
      expect(await keys()).toEqual(OWN_KEYS);
      expect(table()).toBe(scorePrefix(OWN));
      return died;
    });
    expect(points).toBeGreaterThan(10);
  });
});

describe('a run that writes none', () => {
  it.each([
    ['keeps those of an earlier cut', [BEFORE], {}],
    ['keeps those of a later one', [BEFORE, AFTER], {}],
    ['keeps those of the last day', [BEFORE], { today: BEFORE.expiresOn }],
  ])('%s', async (_what, folders, change) => {
    const { lake, keys } = await lakeWith(folders);
    const last = folders.at(-1) ?? OWN;
    const state = last === AFTER ? 'newer' : 'earlier';
    expect(await keepScores(lake, null, { ...RULES, ...change })).toBe(state);
    expect(await keys()).toEqual([`${scorePrefix(last)}0`]);
  });

  it.each([
    ['of its own cut', [OWN], {}],
    ['made before somebody was erased', [BEFORE, AFTER], { list: 'zzzzzzzzzzzz' }],
    ['past their last day', [BEFORE], { today: '2027-02-08' }],
    ['that nobody asks for any more', [BEFORE], { keepDays: undefined }],
  ])('removes scores %s', async (_what, folders, change) => {
    const { lake, keys } = await lakeWith(folders);
    expect(await keepScores(lake, null, { ...RULES, ...change })).toBe('none');
    expect(await keys()).toEqual([]);
  });
});

it('knows a folder by its name, and nothing else', () => {
  const keys = [AFTER, OWN, BEFORE].map((folder) => `${scorePrefix(folder)}part-0`);
  expect(scoreFoldersOf(keys)).toEqual([BEFORE, OWN, AFTER]);
  expect(scoreFoldersOf(['scores/2026-11-16/x', 'landed/a/b', `${scorePrefix(OWN)}`])).toEqual([
    OWN,
  ]);
});
