import type { NeedleKind } from './needle.ts';

/** An object that still holds something of a person; says where and what kind, never what. */
export interface Finding {
  readonly object: string;
  readonly kind: NeedleKind;
  readonly times: number;
}

/** What a scan of one store has read, byte by byte, and found. */
export interface ScanReceipt {
  readonly store: string;
  readonly objects: number;
  readonly bytes: number;
  readonly found: readonly Finding[];
}

/** What an object of a store may hold: the list its pseudonyms, a ledger body its sums. */
export type MayHold = (object: string, kind: NeedleKind) => boolean;
