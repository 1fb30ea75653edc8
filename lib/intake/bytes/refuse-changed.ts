import { stat } from 'node:fs/promises';
import { IntakeError } from '../intake-error.ts';
import type { DeliveredFile } from './file-kind.ts';

/** Throws `IntakeError` FILE_CHANGED if a file is no longer the one whose bytes were checked. */
export async function refuseChanged(files: readonly DeliveredFile[]): Promise<void> {
  for (const { path, name, bytes, changedAt } of files) {
    const now = await stat(path).catch(() => null);
    if (now?.size === bytes && now.mtimeMs === changedAt) continue;
    const hint = 'it changed while it was read; deliver complete files, then start the run again';
    throw new IntakeError('FILE_CHANGED', { file: name }, hint);
  }
}
