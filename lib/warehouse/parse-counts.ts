import * as z from 'zod';
import type { Counts } from './warehouse.ts';

const counts = z.record(z.string(), z.union([z.null(), z.coerce.number()]));

/** Reads the one row of an inspection, whatever an engine writes numbers as. */
export const parseCounts = (row: unknown): Counts => counts.parse(row);
