import { expect, it } from 'vitest';
import { head } from '#lib/privacy/ledger/releases.fixture.ts';
import { sentOf } from './revisions.ts';

it('tells a report once, however many editions it has, and none that is held', () => {
  const edition = { ...head, edition: 'weekly.ireland', scope: { country: 'IE' } };
  const held = { ...head, id: 'monthly', edition: 'monthly', state: 'HELD' } as const;
  expect(sentOf([head, edition, held], [])).toEqual([
    { report: 'weekly', state: 'FINAL', revision: 1 },
  ]);
});
