/** A source of uniform numbers in [0, 1) with 53 random bits. */
export type Random = () => number;

type State = [number, number, number, number];

/**
 * Seeded uniform numbers: xoshiro128** 1.1 (Blackman & Vigna 2021, ACM TOMS 47), two 32-bit outputs a number.
 * The seed's text is hashed by FNV-1a and spread over the state by the 32-bit finaliser of MurmurHash3.
 * One seed gives one sequence, on every machine.
 */
export function randomFrom(seed: string | number): Random {
  return randomFromState(stateOf(String(seed)));
}

/** The generator from a given state of four 32-bit words, not all zero. */
export function randomFromState(seed: readonly [number, number, number, number]): Random {
  const next = xoshiro([...seed]);
  return () => ((next() >>> 5) * 67_108_864 + (next() >>> 6)) / 9_007_199_254_740_992;
}

function xoshiro(state: State): () => number {
  return () => {
    const result = Math.imul(rotateLeft(Math.imul(state[1], 5), 7), 9) >>> 0;
    const shifted = state[1] << 9;
    state[2] ^= state[0];
    state[3] ^= state[1];
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] ^= shifted;
    state[3] = rotateLeft(state[3], 11);
    return result;
  };
}

const rotateLeft = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits));

function stateOf(text: string): State {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return [mix(hash + 0x9e3779b9), mix(hash + 0x3c6ef372), mix(hash + 0xdaa66d2b), mix(hash) | 1];
}

function mix(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
