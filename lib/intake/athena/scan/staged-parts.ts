import type { StagedFolder } from './scan-ports.ts';

/** Size at which a staged object ends; the SQL engine reads objects, and stretches of them, in parallel. */
const PART_BYTES = 256 * 2 ** 20;

/** Names the objects of a file's staged copy, in order. */
export type PartName = (part: number) => string;

/** Writes pieces, none of which is split, as objects of at most 256 MiB. Returns their number. */
export async function writeParts(
  folder: StagedFolder,
  pieces: AsyncGenerator<Uint8Array>,
  nameOf: PartName,
): Promise<number> {
  for (let part = 0; ; part += 1) {
    const first = await pieces.next();
    if (first.done === true) return part;
    await folder.write(nameOf(part), onePart(first.value, pieces));
  }
}

async function* onePart(
  first: Uint8Array,
  pieces: AsyncGenerator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let size = first.length;
  yield first;
  while (size + MAX_PIECE_BYTES <= PART_BYTES) {
    const next = await pieces.next();
    if (next.done === true) return;
    size += next.value.length;
    yield next.value;
  }
}

/** A piece of staged rows is never longer. */
const MAX_PIECE_BYTES = 2 * 2 ** 20;
