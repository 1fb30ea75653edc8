import { attribution } from './attribution.ts';
import { equipment } from './equipment.ts';
import { loyalty } from './loyalty.ts';
import { receivables } from './receivables.ts';
import type { Section } from './section.ts';
import { subscriptions } from './subscriptions.ts';
import { support } from './support.ts';
import { surveys } from './surveys.ts';

/** Every part of the report that rests on tables of its own. */
export const SECTIONS: readonly Section[] = [
  subscriptions,
  receivables,
  surveys,
  support,
  equipment,
  loyalty,
  attribution,
];
