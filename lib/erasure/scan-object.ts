import { byteFinder } from './byte-finder.ts';
import type { Needle, NeedleKind } from './needle.ts';
import type { Finding, MayHold } from './scan-receipt.ts';

/** What is looked for, and which store may hold what. */
export interface ScanRules {
  readonly needles: readonly Needle[];
  readonly mayHold: MayHold;
}

/** Between two pieces that do not belong together. */
export const APART = '\n';

/** Reads the name and the content of one object; where the name is a find, it is not repeated. */
export async function scanObject(
  { needles, mayHold }: ScanRules,
  object: string,
  pieces: AsyncIterable<Uint8Array | string>,
): Promise<Finding[]> {
  const name = byteFinder(needles);
  name.feed(object);
  const named = [...name.end()].filter(([kind]) => !mayHold(object, kind));
  const content = byteFinder(needles);
  for await (const piece of pieces) content.feed(piece);
  const found = [...content.end()].filter(([kind]) => !mayHold(object, kind));
  const finding =
    (shown: string) =>
    ([kind, times]: readonly [NeedleKind, number]): Finding => ({ object: shown, kind, times });
  return [
    ...named.map(finding('(the name of an object)')),
    ...found.map(finding(named.length > 0 ? '(a named object)' : object)),
  ];
}

const PARQUET_MAGIC = 'PAR1';

export const isParquet = (body: Uint8Array): boolean =>
  Buffer.from(body.subarray(0, PARQUET_MAGIC.length)).toString('latin1') === PARQUET_MAGIC;

/** A value as a piece of its own: in quotes, as UTF-8, amounts with the two places that they are written with. */
export const valuePiece = (value: string): string => {
  const short = value.replace(/^(-?\d+\.\d\d)00$/, '$1');
  return `"${Buffer.from(short, 'utf8').toString('latin1')}"${APART}`;
};
