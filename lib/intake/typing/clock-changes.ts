/** When a zone's clocks skip or repeat local times: needed to read times without an offset. */
export interface ClockChanges {
  /** Local hours of the day in which that happens, first and last; null for a zone that never changes. */
  readonly hours: readonly [number, number] | null;
  /** By how many minutes clocks are set back. */
  readonly setBackMinutes: readonly number[];
}

const DAY_MS = 86_400_000;
const FIRST = Date.UTC(1970, 0, 1);
const LAST = Date.UTC(2070, 0, 1);

/** Finds a zone's clock changes of a century. Throws `RangeError` for an unknown zone. */
export function clockChanges(timeZone: string): ClockChanges {
  const offset = offsetReader(timeZone);
  const hours: number[] = [];
  const setBack = new Set<number>();
  for (let from = FIRST; from < LAST; from += 7 * DAY_MS) {
    const before = offset(from);
    const after = offset(from + 7 * DAY_MS);
    if (before === after) continue;
    const instant = changeBetween(offset, from, from + 7 * DAY_MS);
    const [low, high] = before < after ? [before, after] : [after, before];
    hours.push(hourOf(instant + low * 60_000), hourOf(instant + high * 60_000 - 1));
    if (after < before) setBack.add(before - after);
  }
  if (hours.length === 0) return { hours: null, setBackMinutes: [] };
  return {
    hours: [Math.min(...hours), Math.max(...hours)],
    setBackMinutes: [...setBack].sort((a, b) => a - b),
  };
}

const hourOf = (localMs: number): number => new Date(localMs).getUTCHours();

/** Minutes by which a zone is ahead of UTC at an instant. */
function offsetReader(timeZone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  return (instant) => {
    const parts = format.formatToParts(instant);
    const part = (type: string) =>
      Number(parts.find((candidate) => candidate.type === type)?.value);
    const local = Date.UTC(
      part('year'),
      part('month') - 1,
      part('day'),
      part('hour'),
      part('minute'),
    );
    return Math.round((local - instant) / 60_000);
  };
}

function changeBetween(offset: (instant: number) => number, from: number, to: number): number {
  const before = offset(from);
  let low = from;
  let high = to;
  while (high - low > 60_000) {
    const middle = low + Math.floor((high - low) / 120_000) * 60_000;
    if (offset(middle) === before) low = middle;
    else high = middle;
  }
  return high;
}
