import fc from 'fast-check';
import { afterAll, expect, inject, it } from 'vitest';
import { anyCorruptions } from '../faults/corrupted-orders.ts';
import { newDelivery } from '../faults/delivery.ts';
import { apart, corruptedFiles, type Outcome } from './corrupted-files.ts';
import { landedOnTrino } from './corrupted-on-trino.ts';
import './landing-snapshot.ts';

const FILES = Math.ceil(300 / inject('every'));
const SEED = 20_261_122;

const delivery = await newDelivery();
afterAll(() => delivery.discard());

const damages = fc.sample(anyCorruptions, { numRuns: FILES, seed: SEED });

/** In what two outcomes differ, briefly. */
function differencesOf(onDuckdb: Outcome, onTrino: Outcome | undefined): string[] {
  const lines = (outcome: Outcome | undefined): string[] =>
    typeof outcome === 'object'
      ? [...outcome.rows, ...outcome.rejects.map((reject) => JSON.stringify(reject))]
      : [outcome ?? 'nothing'];
  const [left, right] = [lines(onDuckdb), lines(onTrino)];
  if (left.length === right.length && left.every((line, n) => line === right[n])) return [];
  const only = (some: string[], others: readonly string[]) => {
    const rest = new Set(others);
    return some.filter((line) => !rest.has(line)).slice(0, 3);
  };
  return [
    ...only(left, right).map((line) => `DuckDB ${line}`),
    ...only(right, left).map((line) => `Trino ${line}`),
    `${left.length} and ${right.length} lines`,
  ];
}

it(`lands ${FILES} corrupted files as DuckDB does, or refuses them in the same words`, async () => {
  const files = await corruptedFiles(damages, delivery);
  const outcomes = new Map<string, Outcome>();
  for (const group of apart(files)) {
    const landed = await landedOnTrino(inject('trino'), group, delivery.folder);
    for (const [name, outcome] of landed) outcomes.set(name, outcome);
  }
  const differences = files.flatMap(({ name, onDuckdb }) =>
    differencesOf(onDuckdb, outcomes.get(name)).map((difference) => `${name}: ${difference}`),
  );
  expect(differences).toEqual([]);
  const landed = files.filter(({ onDuckdb }) => typeof onDuckdb !== 'string');
  expect(landed.length).toBeGreaterThan(FILES / 10);
  expect(landed.length).toBeLessThan(FILES);
});
