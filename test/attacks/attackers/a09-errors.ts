import { type Score, scoreOf } from './score.ts';
import { spellingsOf } from './spellings.ts';

/** Something that went wrong on purpose: what had been planted in it, and all that was said about it. */
export interface Mishap {
  readonly name: string;
  readonly planted: readonly string[];
  readonly said: string;
}

/** Longer than any refusal needs to be: an engine's dump of what it held. */
const LONGEST = 4_000;

/** A9: what a failure says of the value that it failed on. */
export function errorsAttack(mishaps: readonly Mishap[]): Score {
  const hits = mishaps.flatMap(({ name, planted, said }) => {
    const bytes = Buffer.from(said);
    const told = planted.filter((text) =>
      [...spellingsOf(text).values()].some((spelt) => spelt.length > 5 && bytes.includes(spelt)),
    );
    return [
      ...told.map((text) => `${name}: repeats ${text}`),
      ...(said.length > LONGEST ? [`${name}: says ${said.length} characters`] : []),
    ];
  });
  return scoreOf(mishaps.length, hits);
}
