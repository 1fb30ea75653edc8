import type { Random } from './random-from.ts';

/** A standard normal number (Box & Muller 1958). */
export const sampleNormal = (random: Random): number =>
  Math.sqrt(-2 * Math.log1p(-random())) * Math.cos(2 * Math.PI * random());
