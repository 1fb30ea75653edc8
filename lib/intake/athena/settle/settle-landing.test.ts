import { describe, expect, it } from 'vitest';
import { planLanding } from '../plan/plan-landing.ts';
import { PLACE } from '../plan/scanned.fixture.ts';
import { COUNTS, source } from './counted-orders.fixture.ts';
import { parseAside, parseCounts } from './landing-counts.ts';
import { settleLanding, settleSnapshot } from './settle-landing.ts';

const [plan] = planLanding([source], PLACE, 'code').tables;
if (plan === undefined) throw new Error('orders were not planned');

const ASIDE = [
  {
    file_ordinal: '0',
    file_line: '77',
    reject_column: 'net_amount',
    reject_reason: 'NUMBER_FORMAT',
    reject_hash: '0123456789abcdef',
  },
];

const settle = (change: Partial<Record<keyof typeof COUNTS, string | null>> = {}) =>
  settleLanding(source, plan, {
    counts: parseCounts({ ...COUNTS, ...change }),
    aside: ASIDE.map(parseAside),
    content: null,
  });

describe('a settled landing', () => {
  it('says what became of every row and amount', () => {
    expect(settle()).toMatchObject({
      table: 'orders',
      path: plan.landed,
      sha256: plan.identity,
      delivered: 30_000,
      accepted: 29_996,
      quarantined: 3,
      duplicates: 1,
      versioned: false,
      amounts: [
        {
          column: 'net_amount',
          currency: 'EUR',
          delivered: '900000.0000',
          accepted: '899950.0000',
          quarantined: '40.0000',
          duplicates: '10.0000',
        },
        { column: 'net_amount', currency: null, delivered: '0.0000', accepted: '0.0000' },
      ],
      rejects: [
        {
          file: 'orders.csv',
          line: 77,
          column: 'net_amount',
          reason: 'NUMBER_FORMAT',
          valueHash: '0123456789abcdef',
        },
      ],
      watermark: '2026-11-20T10:00:00Z',
    });
    expect(settle().warnings.map(({ code }) => code)).toEqual([
      'SPELLINGS_UNIFIED',
      'LOOKALIKE_CODES',
      'DUPLICATE_ROWS',
      'CONFLICTING_DUPLICATE',
      'RESPELLED',
    ]);
  });

  it('goes into a snapshot whose manifest names no machine', () => {
    const { snapshot, manifest } = settleSnapshot([source.spec], [settle()], null);
    expect(JSON.parse(manifest)).toMatchObject({
      hash: snapshot.hash,
      tables: [{ landing: plan.landed, rejects: 'quarantine/orders.jsonl', accepted: 29_996 }],
    });
  });
});

describe('a landing is refused', () => {
  it.each<[string, Parameters<typeof settle>[0], object]>([
    ['when a row is lost', { accepted: '29995' }, { code: 'CONSERVATION' }],
    [
      'when the engine reads other rows than the bytes hold',
      { file_rows: '[["0","29999","1","0"]]' },
      { code: 'ROW_COUNT', file: 'orders.csv' },
    ],
    ['when a file was not read', { file_rows: null }, { code: 'ROW_COUNT' }],
    [
      'when too many rows are set aside',
      { defect_rows: '[["0","NUMBER_FORMAT","net_amount","31","77"]]' },
      { code: 'NUMBER_FORMAT', line: 77, column: 'net_amount' },
    ],
    [
      'when too much money is set aside',
      { file_rows: '[["0","30000","1000.0000","6.0000"]]' },
      { code: 'NUMBER_FORMAT' },
    ],
    [
      'when a number of keys has other content',
      { defect_rows: '[["0","CONFLICTING_DUPLICATE","order_id","4","5"]]' },
      { code: 'CONFLICTING_DUPLICATE', line: 5, column: 'order_id' },
    ],
    [
      'when an id was cut by a spreadsheet',
      { defect_rows: '[["0","ID_SCIENTIFIC","order_id","1","9"]]' },
      { code: 'ID_SCIENTIFIC', line: 9 },
    ],
    [
      'when a map has a key that no column may have',
      { key_rows: '[["attributes","religion"]]' },
      { code: 'REFUSED_COLUMN', column: 'attributes.religion' },
    ],
  ])('%s', (_, change, expected) => {
    expect(() => settle(change)).toThrow(
      expect.objectContaining({ name: 'IntakeError', ...expected }),
    );
  });

  it('when an amount is lost by the last decimal', () => {
    const amounts = COUNTS.amount_rows.replace('899950.0000', '899949.9999');
    expect(() => settle({ amount_rows: amounts })).toThrow('CONSERVATION');
  });

  it('when the counts are not what was asked for', () => {
    expect(() => settle({ accepted: 'many' })).toThrow();
    expect(() => settle({ amount_rows: '[["gone","EUR","1.0000"]]' })).toThrow();
  });
});
