import type { Automaton } from './automaton.ts';

/** How fields and rows are parted. */
export interface RowFrame {
  readonly delimiter: number;
  readonly lineEnd: '\n' | '\r\n';
}

/** A field of a row. */
export interface TabledField {
  readonly automaton: Automaton;
  readonly mayBeEmpty: boolean;
}

/** The state after a byte that no plain row has there. */
export const LEAVE = 0;
/** The state before a row, and again after its line end. */
export const ROW_START = 1;
const RETURN_SEEN = 2;
const FIRST_FIELD = 3;

const MAX_STATES = 65_536;

const QUOTE = 0x22;
const CARRIAGE_RETURN = 0x0d;
const LINE_FEED = 0x0a;

/**
 * One automaton for whole rows: `next[state * 256 + byte]`. A field has its states twice, bare and in quotes, and one
 * behind its closing quote. Null where they are too many.
 */
export function rowTable(fields: readonly TabledField[], frame: RowFrame): Uint16Array | null {
  const states = fields.reduce((sum, { automaton }) => sum + statesOf(automaton), FIRST_FIELD);
  if (states > MAX_STATES) return null;
  const next = new Uint16Array(states * 256);
  let base = FIRST_FIELD;
  for (const [index, field] of fields.entries()) {
    const after = base + statesOf(field.automaton);
    const isLast = index === fields.length - 1;
    addField(next, base, {
      field,
      delimiter: frame.delimiter,
      end: fieldEnd(frame, isLast, after),
    });
    base = after;
  }
  // A row starts as its first field does, but a blank line is no row.
  next.copyWithin(ROW_START * 256, FIRST_FIELD * 256, (FIRST_FIELD + 1) * 256);
  next[ROW_START * 256 + LINE_FEED] = LEAVE;
  next[ROW_START * 256 + CARRIAGE_RETURN] = LEAVE;
  next[RETURN_SEEN * 256 + LINE_FEED] = ROW_START;
  return next;
}

const statesOf = ({ states }: Automaton): number => 2 * states + 1;

/** The byte that ends a field, and the state after it. */
interface FieldEnd {
  readonly byte: number;
  readonly to: number;
}

function fieldEnd({ delimiter, lineEnd }: RowFrame, isLast: boolean, after: number): FieldEnd {
  if (!isLast) return { byte: delimiter, to: after };
  return lineEnd === '\n'
    ? { byte: LINE_FEED, to: ROW_START }
    : { byte: CARRIAGE_RETURN, to: RETURN_SEEN };
}

interface PlacedField {
  readonly field: TabledField;
  readonly delimiter: number;
  readonly end: FieldEnd;
}

function addField(next: Uint16Array, bare: number, { field, delimiter, end }: PlacedField): void {
  const { states, accepts } = field.automaton;
  const quoted = bare + states;
  const closed = quoted + states;
  addSteps(next, bare, field.automaton);
  addSteps(next, quoted, field.automaton);
  for (let state = 0; state < states; state += 1) {
    next[(bare + state) * 256 + delimiter] = LEAVE;
    const isEnd = accepts[state] === true;
    if (isEnd || (state === 0 && field.mayBeEmpty)) next[(bare + state) * 256 + end.byte] = end.to;
    if (isEnd) next[(quoted + state) * 256 + QUOTE] = closed;
  }
  next[bare * 256 + QUOTE] = quoted;
  next[closed * 256 + end.byte] = end.to;
}

function addSteps(next: Uint16Array, base: number, { next: own }: Automaton): void {
  for (let at = 0; at < own.length; at += 1) {
    const to = own[at] ?? -1;
    if (to !== -1) next[base * 256 + at] = base + to;
  }
}
