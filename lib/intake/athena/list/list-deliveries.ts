import { posix } from 'node:path';
import type { TableName } from '#lib/contract/tables.ts';
import { IntakeError } from '../../intake-error.ts';
import { namedFiles, type SourceSpec } from '../../source-spec.ts';
import type { DeliveryListing, PinnedObject } from './delivery-listing.ts';

/** One delivered file, pinned: what a scan reads. */
export interface PinnedFile extends PinnedObject {
  /** Its name in the state machine. */
  readonly id: string;
  readonly table: TableName;
  /** The name under which the table's source reads it. */
  readonly input: string;
  /** Ordinal among the files of its input, by name. */
  readonly ordinal: number;
  /** Name without folder. */
  readonly name: string;
}

const ALLOWED_NAME = /^[\p{L}\p{N}_][\p{L}\p{N} ._()+=,@-]{0,199}$/u;

/** What one function can read within its time. */
const MAX_FILE_BYTES = 20 * 2 ** 30;

/** Files of one load: a scan is one step of its state machine. */
const MAX_FILES = 200;

/**
 * Pins every file of every source, whose `files` are keys.
 * @throws IntakeError for a file that is missing, empty, too large or badly named, and for too many of them.
 */
export async function listDeliveries(
  specs: readonly SourceSpec[],
  listing: Pick<DeliveryListing, 'pin'>,
): Promise<readonly PinnedFile[]> {
  const files: PinnedFile[] = [];
  for (const spec of specs) files.push(...(await filesOf(spec, listing)));
  if (files.length <= MAX_FILES) return files;
  const hint = `more than ${MAX_FILES} in one load; join them`;
  throw new IntakeError('TOO_MANY_FILES', { file: files[0]?.table ?? '' }, hint);
}

async function filesOf(
  spec: SourceSpec,
  listing: Pick<DeliveryListing, 'pin'>,
): Promise<readonly PinnedFile[]> {
  const { table } = spec;
  const inputs = namedFiles(spec).map(async ({ name: input, paths }, inputOrdinal) => {
    if (paths.length === 0) {
      throw new IntakeError('FILE_MISSING', { file: table }, 'no file matches; check "files"');
    }
    const pinned = await Promise.all(paths.map((key) => pinnedObject(key, listing)));
    const named = pinned.map((object) => ({ ...object, name: posix.basename(object.key) }));
    named.sort((a, b) => (a.name < b.name ? -1 : 1));
    return named.map((object, ordinal) => ({
      ...object,
      id: `${table}-${inputOrdinal}-${ordinal}`,
      table,
      input,
      ordinal,
    }));
  });
  return (await Promise.all(inputs)).flat();
}

async function pinnedObject(
  key: string,
  listing: Pick<DeliveryListing, 'pin'>,
): Promise<PinnedObject> {
  const file = { file: posix.basename(key) };
  if (!ALLOWED_NAME.test(file.file)) {
    const hint = 'rename it: letters, digits, spaces and ._()+=,@- only';
    throw new IntakeError('FILE_NAME', file, hint);
  }
  const object = await listing.pin(key);
  if (object === null) {
    throw new IntakeError('FILE_MISSING', file, 'no such file; check "files"');
  }
  if (object.bytes === 0) {
    throw new IntakeError('EMPTY', file, 'the file has no bytes; deliver it again');
  }
  if (object.bytes > MAX_FILE_BYTES) {
    throw new IntakeError('FILE_TOO_LARGE', file, 'more than 20 GiB; split it');
  }
  return object;
}
