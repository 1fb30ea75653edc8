import type { Section } from '../document.ts';
import { type LayoutContext, section } from './context.ts';

/** Section 4: what became of figures that were printed before. What was printed stands, so there is one sentence. */
export const restatementSection = ({ head }: LayoutContext): Section | null =>
  head.state === 'ANALYSIS'
    ? null
    : section(4, 'Restatements', [
        {
          kind: 'sentence',
          text: 'None. What an earlier report printed of a closed period is printed here as it was, whatever has come late since.',
        },
      ]);
