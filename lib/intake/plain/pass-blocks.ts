import { LEAVE, ROW_START } from './row-table.ts';

/** Whole rows of a chunk from one byte to another, as far as they were seen to be plain. */
export interface PassedRows {
  readonly end: number;
  readonly rows: number;
}

const LINE_FEED = 0x0a;

/** Bytes that a lane has about. */
const LANE_BYTES = 32 * 1024;

/** Passes blocks of rows from the start of a chunk, up to the first block that is not plain to its end. */
export function passBlocks(next: Uint16Array, chunk: Uint8Array, maxBytes: number): PassedRows {
  let end = 0;
  let rows = 0;
  for (;;) {
    const lanes = laneStarts(chunk, end);
    const block = isBlock(lanes, maxBytes) ? followLanes(next, chunk, lanes) : { end, rows: 0 };
    rows += block.rows;
    if (block.end < lanes[4] || block.end === end) return { end: block.end, rows };
    end = block.end;
  }
}

/** Where four lanes begin, and where the last one ends. */
type Lanes = readonly [number, number, number, number, number];

/** Where lanes of about one length begin from a byte on: each behind a line feed. */
function laneStarts(chunk: Uint8Array, from: number): Lanes {
  const until = Math.min(chunk.length, from + 4 * LANE_BYTES);
  const behindLine = (at: number) => chunk.indexOf(LINE_FEED, Math.floor(at)) + 1;
  const quarter = (until - from) / 4;
  const end = chunk.lastIndexOf(LINE_FEED, until - 1) + 1;
  const [b, c, d] = [1, 2, 3].map((nth) => behindLine(from + nth * quarter));
  return [from, b ?? 0, c ?? 0, d ?? 0, end];
}

/** Whether every lane has bytes, and none more than a row may have. */
const isBlock = (lanes: Lanes, maxBytes: number): boolean =>
  lanes.slice(1).every((end, nth) => {
    const length = end - (lanes[nth] ?? 0);
    return length > 0 && length <= maxBytes;
  });

/**
 * Follows the automaton at four places in turn: a step must wait for the one before it, four need not wait for each
 * other. A lane begins where a row does if the lane before it ends with one.
 */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: a loop over the lanes would cost what they save.
function followLanes(next: Uint16Array, chunk: Uint8Array, lanes: Lanes): PassedRows {
  const [a0, b0, c0, d0, end] = lanes;
  const shortest = Math.min(b0 - a0, c0 - b0, d0 - c0, end - d0);
  let [aRows, bRows, cRows, dRows] = [0, 0, 0, 0];
  let [a, b, c, d] = [ROW_START, ROW_START, ROW_START, ROW_START];
  for (let at = 0; at < shortest; at += 1) {
    a = next[(a << 8) | (chunk[a0 + at] ?? 0)] ?? LEAVE;
    b = next[(b << 8) | (chunk[b0 + at] ?? 0)] ?? LEAVE;
    c = next[(c << 8) | (chunk[c0 + at] ?? 0)] ?? LEAVE;
    d = next[(d << 8) | (chunk[d0 + at] ?? 0)] ?? LEAVE;
    if (a === ROW_START) aRows += 1;
    if (b === ROW_START) bRows += 1;
    if (c === ROW_START) cRows += 1;
    if (d === ROW_START) dRows += 1;
  }
  const ends = [
    { state: a, at: a0 + shortest, end: b0, rows: aRows },
    { state: b, at: b0 + shortest, end: c0, rows: bRows },
    { state: c, at: c0 + shortest, end: d0, rows: cRows },
    { state: d, at: d0 + shortest, end, rows: dRows },
  ];
  return passedBy(
    a0,
    ends.map((lane) => finish(next, chunk, lane)),
  );
}

interface Lane extends PassedRows {
  readonly state: number;
  readonly at: number;
}

/** Follows a lane from where it is to its end. */
function finish(next: Uint16Array, chunk: Uint8Array, lane: Lane): Lane {
  let { state, rows } = lane;
  for (let at = lane.at; at < lane.end; at += 1) {
    state = next[(state << 8) | (chunk[at] ?? 0)] ?? LEAVE;
    if (state === ROW_START) rows += 1;
  }
  return { state, at: lane.end, end: lane.end, rows };
}

/** The lanes up to the first one that does not end with a plain row. */
function passedBy(from: number, lanes: readonly Lane[]): PassedRows {
  const left = lanes.findIndex(({ state }) => state !== ROW_START);
  const whole = left === -1 ? lanes : lanes.slice(0, left);
  const rows = whole.reduce((sum, lane) => sum + lane.rows, 0);
  return { end: whole.at(-1)?.end ?? from, rows };
}
