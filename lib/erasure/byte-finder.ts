import type { Needle, NeedleKind } from './needle.ts';

/** Counts needles in bytes that come in pieces. */
export interface ByteFinder {
  feed(bytes: Uint8Array | string): void;
  /** How often each kind was found; call once, after the last piece. */
  end(): ReadonlyMap<NeedleKind, number>;
}

/** A run of letters, digits and bytes beyond ASCII. */
const TOKEN = /[0-9A-Za-z\x80-\xff]+/g;
const WORD = /[0-9A-Za-z\x80-\xff]/;
/** A decimal point goes on with a number, so that no amount is found within a longer one. */
const NUMBER = /[0-9A-Za-z.]/;
const QUOTE = /["']/;

interface Placed extends Needle {
  /** Bytes before the first token of the needle. */
  readonly offset: number;
}

/**
 * Finds needles that stand by themselves, in one pass however many there are: every word of the bytes is looked up among
 * the first words of the needles.
 */
export function byteFinder(needles: readonly Needle[]): ByteFinder {
  const byWord = wordsOf(needles);
  const reach = needles.reduce((longest, { bytes }) => Math.max(longest, bytes.length), 0) + 2;
  const found = new Map<NeedleKind, number>();
  let text = '';
  let from = 0;
  const scan = (until: number) => {
    for (const { word, at } of wordsIn(text, from, until)) {
      const here = (byWord.get(word) ?? []).filter((one) => isAt(text, at - one.offset, one));
      for (const { kind } of here) found.set(kind, (found.get(kind) ?? 0) + 1);
    }
  };
  return {
    feed(bytes) {
      text += typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString('latin1');
      const until = text.length - reach;
      if (until <= from) return;
      scan(until);
      const kept = Math.max(0, until - reach);
      from = until - kept;
      text = text.slice(kept);
    },
    end() {
      scan(Number.POSITIVE_INFINITY);
      text = '';
      return found;
    },
  };
}

/** Words that begin in a stretch of a text. */
function* wordsIn(text: string, from: number, until: number) {
  TOKEN.lastIndex = from;
  for (let word = TOKEN.exec(text); word && word.index < until; word = TOKEN.exec(text))
    yield { word: word[0], at: word.index };
}

function wordsOf(needles: readonly Needle[]): Map<string, Placed[]> {
  const byWord = new Map<string, Placed[]>();
  for (const needle of needles) {
    const first = new RegExp(TOKEN).exec(needle.bytes);
    if (first === null) continue;
    const placed = [...(byWord.get(first[0]) ?? []), { ...needle, offset: first.index }];
    byWord.set(first[0], placed);
  }
  return byWord;
}

function isAt(text: string, at: number, { bytes, kind, weak }: Needle): boolean {
  if (at < 0 || !text.startsWith(bytes, at)) return false;
  const [before = '', after = ''] = [text[at - 1], text[at + bytes.length]];
  if (weak) return QUOTE.test(before) && QUOTE.test(after);
  const inside = kind === 'amount' ? NUMBER : WORD;
  return !inside.test(before) && !inside.test(after);
}
