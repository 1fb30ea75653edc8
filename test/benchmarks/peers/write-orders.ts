import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { simulatePurchaseTimes } from '#lib/models/bg-nbd/simulate.ts';
import { simulateValues } from '#lib/models/gamma-gamma/simulate.ts';
import { type Random, randomFrom } from '#lib/numerics/random-from.ts';
import { addDays } from '#lib/units/calendar.ts';

/** In weeks and units of money, as of shops whose customers buy 2.9 times. */
const PURCHASES = { r: 0.25, alpha: 4.5, a: 0.8, b: 2.4 };
const VALUE = { p: 6.25, q: 3.74, gamma: 15.44 };
const FIRST_DAY = '2024-01-01';
const ARRIVAL_DAYS = 364;
const DAYS = 728;
const CUSTOMERS_A_CHUNK = 2_000;

/** Exclusive end of the observation. */
export const END = addDays(FIRST_DAY, DAYS);

/** Writes simulated orders as `customer_id,date,amount`, once for each number of customers. */
export async function writeOrders(file: string, customers: number): Promise<void> {
  if (existsSync(file)) return;
  await mkdir(dirname(file), { recursive: true });
  const unfinished = `${file}.unfinished`;
  await pipeline(Readable.from(chunksOf(customers)), createWriteStream(unfinished));
  await rename(unfinished, file);
}

function* chunksOf(customers: number): Generator<string> {
  const dates = Array.from({ length: DAYS }, (_, day) => addDays(FIRST_DAY, day));
  const random = randomFrom('peers');
  yield 'customer_id,date,amount\n';
  for (let from = 0; from < customers; from += CUSTOMERS_A_CHUNK) {
    const length = Math.min(CUSTOMERS_A_CHUNK, customers - from);
    yield Array.from({ length }, (_, i) => linesOf(from + i, dates, random)).join('');
  }
}

function linesOf(customer: number, dates: readonly string[], random: Random): string {
  const first = Math.floor(random() * ARRIVAL_DAYS);
  const times = [0, ...simulatePurchaseTimes(PURCHASES, (DAYS - first) / 7, random)];
  const values = simulateValues(VALUE, times.length, random);
  return times
    .map((weeks, i) => {
      const date = dates[Math.floor(first + 7 * weeks)];
      return date === undefined ? '' : `c${customer},${date},${values[i]?.toFixed(2)}\n`;
    })
    .join('');
}
