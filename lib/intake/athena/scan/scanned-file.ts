import { createHash } from 'node:crypto';
import type { IntakeError } from '../../intake-error.ts';
import type { LandedFile } from '../../snapshot.ts';
import type { SourceSpec } from '../../source-spec.ts';
import type { PinnedBytes, StagedFolder } from './scan-ports.ts';
import type { ScanRecord } from './scan-record.ts';

/** One delivered file that is to be scanned. */
export interface ScanRequest {
  /** Name without folder. */
  readonly name: string;
  readonly bytes: number;
  /** Ordinal among the files of its input, by name. */
  readonly ordinal: number;
  readonly spec: SourceSpec;
}

export interface ScanPorts {
  readonly delivery: PinnedBytes;
  readonly staged: StagedFolder;
}

/** Which columns of a header are staged, by position; or why the header is refused. */
export type Keeper = (header: readonly string[]) => readonly boolean[] | IntakeError;

/** What a file says of itself, once its staged copy is written. */
export interface ScannedFile extends Pick<ScanRecord, 'columns' | 'misshapen' | 'staged'> {
  readonly file: LandedFile;
  /** A wrong header or too many misshapen rows: told after what the supplier's manifest says. */
  readonly refusal: IntakeError | null;
}

/** Folder of files whose staged columns are the same, below that of their input. */
export function layoutOf(
  form: 'csv' | 'parquet',
  columns: readonly ScanRecord['columns'][number][],
): string {
  const hash = createHash('sha256').update(JSON.stringify(columns)).digest('hex');
  return `${form}-${hash.slice(0, 12)}`;
}

export const positionsOf = (kept: readonly boolean[]): number[] =>
  kept.flatMap((keep, position) => (keep ? [position] : []));

/** Name of a staged object; it says which file the rows are of. */
export const objectName = (ordinal: number, part: number, ending: 'txt' | 'parquet'): string =>
  `${String(ordinal).padStart(5, '0')}-${String(part).padStart(5, '0')}.${ending}`;
