import { rowHash } from './repeats-sql.ts';
import type { TableSteps } from './table-steps.ts';

/**
 * One row: what tells the delivered rows from others, whatever their order. A table of the catalogue has no bytes to
 * hash; of a value that was set aside its own hash stands in.
 */
export const contentSql = (steps: TableSteps): string =>
  `select lower(to_hex(checksum(${wholeRow(steps)} || coalesce(reject_hash, '')))) as content
from ${steps.typed}`;

const wholeRow = (steps: TableSteps): string =>
  rowHash(
    steps,
    steps.columns.map(({ name }) => name),
  );
