import type { Section } from '../document.ts';
import { type LayoutContext, section } from './context.ts';

/** Section 4: what became of figures that were printed before. What was printed stands, so there is one sentence. */
export const restatementSection = ({ head }: LayoutContext): Section | null =>
  head.state === 'ANALYSIS'
    ? null
    : section(4, 'Restatements', [
        {
          kind: 'sentence',
          text: 'None. Figures of closed periods stand as they were first printed; rows that came late for them are in no figure here.',
        },
      ]);
