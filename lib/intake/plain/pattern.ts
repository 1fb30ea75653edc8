/** A set of texts over bytes: one byte of a set, parts in order, one of several, or repetitions of a part. */
export type Pattern =
  | { readonly bytes: ReadonlySet<number> }
  | { readonly sequence: readonly Pattern[] }
  | { readonly oneOf: readonly Pattern[] }
  | Repetition;

export interface Repetition {
  readonly repeated: Pattern;
  readonly least: number;
  readonly most: number;
}

/**
 * Parses the part of the regular expressions that plain forms are written in: ASCII characters, `\` before one that
 * has a meaning, `[a-z]`, `(…)`, `|`, `?`, `{m}` and `{m,n}`.
 */
export function parsePattern(text: string): Pattern {
  const reader = new PatternReader(text);
  return reader.oneOf();
}

const REPETITION = /^\{(\d+)(?:,(\d+))?\}/;

class PatternReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  oneOf(): Pattern {
    const options = [this.#sequence()];
    while (this.#take('|')) options.push(this.#sequence());
    return { oneOf: options };
  }

  #sequence(): Pattern {
    const parts: Pattern[] = [];
    while (this.#at < this.#text.length && !/[|)]/.test(this.#text.charAt(this.#at))) {
      parts.push(this.#repeated(this.#part()));
    }
    return { sequence: parts };
  }

  #part(): Pattern {
    if (this.#take('(')) {
      const group = this.oneOf();
      this.#take(')');
      return group;
    }
    if (this.#take('[')) return { bytes: this.#class() };
    this.#take('\\');
    return { bytes: new Set([this.#next()]) };
  }

  #class(): ReadonlySet<number> {
    const bytes = new Set<number>();
    while (!this.#take(']')) {
      const first = this.#next();
      const isRange = /^-[^\]]/.test(this.#text.slice(this.#at));
      if (isRange) this.#take('-');
      const last = isRange ? this.#next() : first;
      for (let byte = first; byte <= last; byte += 1) bytes.add(byte);
    }
    return bytes;
  }

  #repeated(part: Pattern): Pattern {
    if (this.#take('?')) return { repeated: part, least: 0, most: 1 };
    const [match, least, most = least] = REPETITION.exec(this.#text.slice(this.#at)) ?? [];
    if (match === undefined) return part;
    this.#at += match.length;
    return { repeated: part, least: Number(least), most: Number(most) };
  }

  #take(sign: string): boolean {
    if (this.#text.charAt(this.#at) !== sign) return false;
    this.#at += 1;
    return true;
  }

  #next(): number {
    this.#at += 1;
    return this.#text.charCodeAt(this.#at - 1);
  }
}
