import { appendFileSync, existsSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { takeSnapshot } from '#lib/intake/take-snapshot.ts';
import { LOADED_AT, newDelivery, orderRow, orderRows, ordersCsv } from './delivery.ts';

it.each([
  ['grows', (path: string) => appendFileSync(path, `${orderRow(7)}\n`)],
  ['is written again', (path: string) => utimesSync(path, 1, 1)],
])(
  'refuses a file that %s between its check and its reading, and leaves no snapshot',
  async (_, change) => {
    const delivery = await newDelivery();
    const path = await delivery.write('orders.csv', ordersCsv(orderRows(2000)));
    await delivery.land({ table: 'orders', files: ['orders.csv'] });
    const taken = takeSnapshot({
      sources: [{ table: 'orders', files: [path] }],
      landingDirectory: delivery.landing,
      loadedAt: LOADED_AT,
      progress: ({ stage }) => {
        if (stage === 'type rows') change(path);
      },
    });
    await expect(taken).rejects.toMatchObject({ code: 'FILE_CHANGED', file: 'orders.csv' });
    expect(existsSync(join(delivery.landing, 'manifest.json'))).toBe(false);
    expect(existsSync(join(delivery.landing, '.work'))).toBe(false);
    await delivery.discard();
  },
);
