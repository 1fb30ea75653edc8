import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ColumnContract } from '#lib/contract/column.ts';
import { landedColumns, TABLE_NAMES } from '#lib/contract/tables.ts';
import { type DuckdbSession, openSession } from '../landing/duckdb-session.ts';
import { sqlText } from '../landing/sql-text.ts';
import { columnRule, plainRule, type TypingContext } from '../typing/column-rule.ts';
import { isOfForm } from './automaton.ts';
import { plainForm } from './plain-forms.ts';

let folder = '';
let session: DuckdbSession;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'forms-'));
  const workDirectory = join(folder, '.work');
  session = await openSession({ memoryLimitMb: 300, threads: 1, readable: [], workDirectory });
});
afterAll(async () => {
  await session.close();
  await rm(folder, { recursive: true });
});

/** Texts on the edge: most are of no plain form, and some look as if they were. */
const ON_THE_EDGE = [
  ...['null', 'NaN', 'Undefined', '#N/A', 'NULL 1', 'a null', '1e5', '-0.00', '+5', '.5', '5.'],
  ...['00000007.5', '99999999', '-1', '10000000000000', '1.00000', '2', '0171 2345678', 'EURO'],
  ...['2023-02-29', '2024-02-29', '2000-02-29', '2100-02-29', '1900-01-01', '2026-04-31'],
  ...[
    '2023-02-29T10:00:00Z',
    '2026-11-31T10:00:00Z',
    '2026-01-02T24:00:00Z',
    '1970-01-01T00:00:00Z',
  ],
];

const kindOf = ({ type, signed, values }: ColumnContract) =>
  [type, signed === true ? 'signed' : '', ...(values ?? [])].join(' ').trim();

/** One column of the contract for each way to read one. */
const columns = new Map(
  TABLE_NAMES.flatMap(landedColumns).map((column) => [kindOf(column), column] as const),
);

const cases = [undefined, 'UTC'].flatMap((assumeTimeZone) =>
  [...columns].flatMap(([kind, column]) => {
    const form = plainForm(column, { assumeTimeZone });
    return form === null ? [] : [{ kind, column, form, assumeTimeZone }];
  }),
);

it('has a form for every type but lists and maps', () => {
  const without = [...columns.values()].filter((column) => plainForm(column, {}) === null);
  expect(new Set(without.map(({ type }) => type))).toEqual(new Set(['list', 'map']));
});

it('has none for money in minor units', () => {
  const money = [...columns.values()].filter(({ type }) => type === 'money');
  expect(money.map((column) => plainForm(column, { moneyFormat: 'minor' }))).toEqual([null, null]);
});

it.each(cases)(
  'casts a plain $kind (zone $assumeTimeZone) to what its rule reads',
  async ({ column, form, assumeTimeZone }) => {
    const context: TypingContext = {
      zone:
        assumeTimeZone === undefined
          ? null
          : { name: assumeTimeZone, changes: { hours: null, setBackMinutes: [] } },
      moneyFormat: 'major',
      latestEvent: '2026-11-23T12:00:00Z',
      eventTime: null,
    };
    const texts = fc
      .sample(fc.stringMatching(new RegExp(`^(${form.form})$`)), { numRuns: 400, seed: 7 })
      .concat(ON_THE_EDGE)
      .filter((text) => isOfForm(text, form));
    expect(texts.length).toBeGreaterThan(300);
    const rows = texts.map((text) => `(${sqlText(text)})`).join(', ');
    const { value, checks } = columnRule(column, 'raw', context);
    const plain = plainRule(column, 'raw', context);
    const broken = checks
      .filter(({ reason }) => !plain.checks.some((check) => check.reason === reason))
      .map(({ when }) => `(${when})`);
    const differing = await session.rows(
      `select raw from (select raw, ${value} as "${column.name}", ${plain.value} as plain from (values ${rows}) t(raw))
       where ${[`"${column.name}" is null or "${column.name}" is distinct from plain`, ...broken].join(' or ')}`,
    );
    expect(differing).toEqual([]);
  },
);
