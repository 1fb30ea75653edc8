import { type Pattern, parsePattern, type Repetition } from './pattern.ts';

/** Texts by a table: from state 0, `next[state * 256 + byte]` is the state after a byte, -1 where no text goes on. */
export interface Automaton {
  readonly states: number;
  readonly next: Int16Array;
  /** Whether a text may end in a state. */
  readonly accepts: readonly boolean[];
}

/** A set of texts, without some. */
export interface Form {
  readonly form: string;
  readonly except?: string;
}

const built = new Map<string, Automaton>();

/** The automaton of a form by subset construction (Rabin and Scott, 1959); built once for each form. */
export function automatonOf({ form, except }: Form): Automaton {
  const key = `${form}\n${except ?? ''}`;
  const known = built.get(key);
  if (known !== undefined) return known;
  const steps = new Steps();
  const start = steps.add();
  const end = steps.follow(parsePattern(form), start);
  const unwanted = except === undefined ? null : steps.follow(parsePattern(except), start);
  const automaton = determined(steps, start, (set) => set.has(end) && !set.has(unwanted ?? -1));
  built.set(key, automaton);
  return automaton;
}

/** Whether a text is of a form. */
export function isOfForm(text: string, form: Form): boolean {
  const { next, accepts } = automatonOf(form);
  let state = 0;
  for (const byte of Buffer.from(text)) {
    state = next[state * 256 + byte] ?? -1;
    if (state === -1) return false;
  }
  return accepts[state] === true;
}

interface Step {
  readonly bytes: ReadonlySet<number>;
  readonly to: number;
}

/** Points between the bytes of a pattern: which follow without a byte, which by one. */
class Steps {
  readonly free: number[][] = [];
  readonly by: Step[][] = [];

  add(): number {
    this.free.push([]);
    return this.by.push([]) - 1;
  }

  /** Adds a pattern's points behind a point. Returns the last. */
  follow(pattern: Pattern, from: number): number {
    if ('sequence' in pattern) {
      return pattern.sequence.reduce((at, part) => this.follow(part, at), from);
    }
    if ('repeated' in pattern) return this.#repeat(pattern, from);
    const end = this.add();
    if ('bytes' in pattern) this.by[from]?.push({ bytes: pattern.bytes, to: end });
    else for (const option of pattern.oneOf) this.free[this.follow(option, from)]?.push(end);
    return end;
  }

  #repeat({ repeated, least, most }: Repetition, from: number): number {
    const end = this.add();
    let at = from;
    for (let time = 0; time < most; time += 1) {
      if (time >= least) this.free[at]?.push(end);
      at = this.follow(repeated, at);
    }
    this.free[at]?.push(end);
    return end;
  }
}

/** One state for each set of points that some text leads to. */
function determined(
  steps: Steps,
  start: number,
  isEnd: (set: ReadonlySet<number>) => boolean,
): Automaton {
  const numbers = new Map<string, number>();
  const sets: ReadonlySet<number>[] = [];
  const numberOf = (points: readonly number[]): number => {
    const known = numbers.get(points.join());
    if (known !== undefined) return known;
    const set = closure(steps, points);
    const key = `all ${[...set].sort((a, b) => a - b).join()}`;
    const number = numbers.get(key) ?? sets.push(set) - 1;
    numbers.set(key, number).set(points.join(), number);
    return number;
  };
  numberOf([start]);
  const rows: number[][] = [];
  for (let state = 0; state < sets.length; state += 1) {
    const targets = targetsOf(steps, sets[state] ?? new Set());
    rows.push(targets.map((points) => (points.length === 0 ? -1 : numberOf(points))));
  }
  return { states: rows.length, next: Int16Array.from(rows.flat()), accepts: sets.map(isEnd) };
}

/** By byte, the points that it leads to. */
function targetsOf(steps: Steps, set: ReadonlySet<number>): number[][] {
  const targets: number[][] = Array.from({ length: 256 }, () => []);
  for (const point of set) {
    for (const { bytes, to } of steps.by[point] ?? []) {
      for (const byte of bytes) targets[byte]?.push(to);
    }
  }
  return targets;
}

function closure(steps: Steps, points: readonly number[]): ReadonlySet<number> {
  const set = new Set(points);
  for (const point of set) for (const next of steps.free[point] ?? []) set.add(next);
  return set;
}
