import { MAX_ROW_BYTES } from '../bytes/csv-scanner.ts';
import { type Automaton, automatonOf, type Form } from './automaton.ts';
import { passBlocks } from './pass-blocks.ts';
import { LEAVE, ROW_START, type RowFrame, rowTable } from './row-table.ts';

/** What a field of a plain row holds: a form, or any text on one line where the form is null. */
export interface PlainField {
  readonly form: Form | null;
  readonly mayBeEmpty: boolean;
}

/** Passes over rows in which every field is of its plain form, quoted or not: one step of an automaton a byte. */
export class PlainRows {
  /** Rows that the last `pass` passed over. */
  rows = 0;
  readonly #next: Uint16Array;

  constructor(next: Uint16Array) {
    this.#next = next;
  }

  /** Passes from the start of a row to the start of the first one that is not plain, or not complete. */
  pass(chunk: Uint8Array, from: number): number {
    const next = this.#next;
    const passed = from === 0 ? passBlocks(next, chunk, MAX_ROW_BYTES) : { end: from, rows: 0 };
    let state = ROW_START;
    let start = passed.end;
    let rows = passed.rows;
    for (let at = start; at < chunk.length; at += 1) {
      state = next[(state << 8) | (chunk[at] ?? 0)] ?? LEAVE;
      if (state <= ROW_START) {
        if (state === LEAVE || at - start > MAX_ROW_BYTES) break;
        rows += 1;
        start = at + 1;
      }
    }
    this.rows = rows;
    return start;
  }
}

/** The plain rows of a file; null where a table of them would be too large. */
export function plainRows(fields: readonly PlainField[], frame: RowFrame): PlainRows | null {
  const next = rowTable(
    fields.map(({ form, mayBeEmpty }) => ({
      automaton: form === null ? ANY_TEXT : automatonOf(form),
      mayBeEmpty,
    })),
    frame,
  );
  return next === null ? null : new PlainRows(next);
}

/** Any text without what needs a closer look: a quote, a line end, a control character. */
const ANY_TEXT: Automaton = {
  states: 2,
  next: Int16Array.from({ length: 512 }, (_, at) => {
    const byte = at % 256;
    const isText = byte !== 0x22 && byte !== 0x7f && (byte >= 0x20 || byte === 0x09);
    return isText ? 1 : -1;
  }),
  accepts: [true, true],
};
