import type { Block, Section } from '../document.ts';
import { GLOSSARY } from '../glossary.ts';
import { type LayoutContext, section } from './context.ts';

/** Section 13: what the words mean, and to whom the report belongs. */
export function footerSection({ head, figures }: LayoutContext): Section | null {
  const used = GLOSSARY.filter(({ metrics }) =>
    metrics.some((metric) => figures.all(metric).length > 0),
  );
  const definitions: Block[] =
    used.length === 0
      ? []
      : [{ kind: 'facts', facts: used.map(({ term, meaning }) => ({ term, text: meaning })) }];
  return section(13, `Definitions v${head.definitionsVersion}`, [
    ...definitions,
    {
      kind: 'note',
      text: `Confidential. ${head.title}, run ${head.runId}. Scope and delivery are changed by the report’s owner.`,
    },
  ]);
}
