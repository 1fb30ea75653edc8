import type { CellKey } from '#lib/privacy/cell.ts';
import type { Correction } from '#lib/privacy/ledger/corrections.ts';
import { ladderKey } from '#lib/privacy/ledger/restated.ts';
import { weekLabel } from '#lib/units/calendar.ts';
import { type CellRow, parseCellRow } from '../cells/cell-row.ts';
import { contributionQuery, incrementOf, incrementsOf } from '../cells/increments.ts';
import sql from './weekly-flow.sql';

/** What each customer contributes to the cells of a week; its statistics are read, with `flowParameters`. */
export const flowContributions = contributionQuery('weekly-flow', sql, parseCellRow);

/** The changes of a week by the key of their cell, those of customers and guests together included. */
export function flowIncrements(rows: readonly CellRow[]): Correction['increments'] {
  const label = ({ period }: CellRow): string => weekLabel(period);
  const together = new Map<CellKey, readonly CellRow[]>();
  for (const row of rows) {
    if (row.scheme !== 'all' && row.scheme !== 'guest') continue;
    const key = ladderKey(row.measure, label(row));
    together.set(key, [...(together.get(key) ?? []), row]);
  }
  return new Map([
    ...incrementsOf(rows, label),
    ...[...together].map(([key, own]) => [key, incrementOf(own)] as const),
  ]);
}
