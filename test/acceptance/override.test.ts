import { beforeAll, describe, expect, it } from 'vitest';
import { readChain } from '#lib/chain/chain.ts';
import { openBooks } from '#lib/cli/open-books.ts';
import { AS_OF, plantedShop, RATES } from './planted-shop.ts';
import { nameOf, tenure } from './shop-folder.ts';

const TIMEOUT_MS = 60_000;
const GROUNDS = 'known difference of refunds';
const { folder, run } = await plantedShop(1_000);
// The books know refunds that were not delivered, so that ledger-tie holds the report.
const HELD = { sources: { ...RATES, ledger_totals: 'data/ledger_totals.csv' } };
const SOUND = { sources: RATES };
const APPROVALS = 'approvals: { holds: [controller], corrections: [cfo] }';

const signed = (grounds: string, approver = 'controller') => [
  ...['--send', '--override-hold', grounds, '--approved-by', approver],
];

/** Another run of a configuration that a run wrote, with roles that may sign. */
async function again(name: string, out: string, flags: readonly string[]) {
  const text = folder.text(`${name}.yaml`).replace('\nreports:', `\n${APPROVALS}\nreports:`);
  await folder.write(`${name}-signed.yaml`, text);
  return tenure(
    ...['run', '--config', folder.at(`${name}-signed.yaml`), '--as-of', AS_OF, ...flags],
    ...['--out', folder.at(out), '--store', folder.at(`${out}-store`), '--memory', '400'],
  );
}

beforeAll(async () => {
  expect((await run('held', HELD)).code).toBe(3);
  expect((await run('sound', SOUND)).code).toBe(0);
}, TIMEOUT_MS);

describe('a held report that a named role lets go', () => {
  beforeAll(async () => {
    const { code, err } = await again('held', 'signed', signed(GROUNDS));
    expect([code, err]).toEqual([0, expect.stringContaining('hold: ledger-tie')]);
  }, TIMEOUT_MS);

  it('is FINAL, and its status strip names role, grounds and what the check found', () => {
    const words = folder.text('signed/weekly/email.txt').replaceAll(/\s+/g, ' ');
    expect(words).toContain('State FINAL r1. A check failed and was overridden.');
    expect(words).toContain(
      `Override Signed by controller: ${GROUNDS}. ledger-tie: In the worst period`,
    );
    expect(folder.files('signed').filter((name) => /^outbox\/.*\.eml$/.test(name))).toHaveLength(2);
  });

  it('tells the figures that it would tell with sound books: the gate is not asked to overlook anything', () => {
    const { figures } = folder.report('sound');
    const withheld = (out: string) =>
      folder
        .report(out)
        .figures.flatMap((figure) => (figure.reason === 'withheld' ? nameOf(figure) : []));
    expect(withheld('signed')).toEqual(withheld('sound'));
    expect(withheld('signed').length).toBeGreaterThan(9);
    const money = figures.filter(({ metric }) => metric === 'money-ladder');
    expect(folder.report('signed').figures).toEqual(expect.arrayContaining(money));
  });

  it('leaves role and grounds as evidence in the chain', async () => {
    const chain = await readChain((await openBooks(folder.at('signed-store'))).store);
    const evidence = {
      act: 'override',
      approver: 'controller',
      grounds: 'known-difference-of-refunds',
    };
    expect(chain.at(-1)).toMatchObject({ kind: 'release', signed: evidence });
  });
});

it.each([
  [
    'nobody signs',
    ['--override-hold', GROUNDS],
    'takes --approved-by with a role of approvals.holds',
  ],
  ['a role that may sign other things', signed(GROUNDS, 'cfo'), 'must be one of approvals.holds'],
  ['an address signs', signed(GROUNDS, 'ann@example.com'), 'which are controller'],
  ['a role signs nothing', ['--approved-by', 'controller'], 'goes with --override-hold'],
  ['the grounds are free text', signed('Ann Example said so'), 'must be one of books not closed'],
  ['the grounds end a line', signed(`${GROUNDS}\nBcc: a@example.com`), 'must be one of books'],
  ['the grounds name no table', signed('known outage of ann'), 'must be one of books not closed'],
  ['the day is none', signed('known outage on 2024-11-31'), 'must be one of books not closed'],
] as const)('2 where %s', async (_, flags, message) => {
  const { code, err } = await again('held', 'refused', flags);
  expect(code).toBe(2);
  expect(err).toContain(message);
  expect(err).not.toMatch(/ann|Bcc/i);
});

it(
  '2 where no check holds the report',
  async () => {
    const { code, err } = await again('sound', 'idle', signed(GROUNDS));
    expect([code, err]).toEqual([2, expect.stringContaining('no check holds the report')]);
  },
  TIMEOUT_MS,
);
