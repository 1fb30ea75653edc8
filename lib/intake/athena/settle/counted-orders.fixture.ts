import type { LandingSource } from '../plan/landing-source.ts';
import { scanOf } from '../plan/scanned.fixture.ts';

/** Orders of one delivered file. */
export const source: LandingSource = {
  spec: { table: 'orders', files: [] },
  inputs: [
    {
      name: 'orders',
      scans: [
        scanOf(0, ['order_id', 'customer_id', 'ordered_at', 'net_amount', 'currency', 'channel'], {
          file: { name: 'orders.csv', sha256: 'a'.repeat(64), bytes: 9, rows: 30_000, kind: 'csv' },
          manifest: { completeUntil: null },
        }),
      ],
    },
  ],
  catalogue: null,
  selected: null,
};

/** The row that the counting statement gives, all of it text, as Athena's results are. */
export const COUNTS = {
  delivered: '30000',
  respelled: '1',
  repeated_times: '0',
  accepted: '29996',
  watermark: '2026-11-20T10:00:00Z',
  zero_amounts: '0',
  quarantined: '3',
  duplicates: '1',
  file_rows: '[["0","30000","900000.0000","40.0000"]]',
  defect_rows:
    '[["0","NUMBER_FORMAT","net_amount","1","77"],["0","CONFLICTING_DUPLICATE","order_id","2","5"]]',
  amount_rows: JSON.stringify([
    ['delivered', 'EUR', '900000.0000'],
    ['delivered', null, null],
    ['accepted', 'EUR', '899950.0000'],
    ['quarantined', 'EUR', '40.0000'],
    ['duplicates', 'EUR', '10.0000'],
  ]),
  spelling_rows: '[["channel","2","1"]]',
  key_rows: null,
};
