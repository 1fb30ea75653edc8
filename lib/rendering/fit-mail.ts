import type { Block, ReportDocument, Table } from './document.ts';

/** Mail programs clip a mail of about 102 KB of HTML, which would hide figures without a word. */
export const MOST_BYTES = 90_000;

/**
 * The document as the mail shows it: while its HTML has `most` bytes or more, a table of details that still has rows is
 * left to the workbook, and one line says so. Those that go first go before the others, and the last ones before the
 * earlier. What is no detail is never left out.
 */
export function fitMail(
  document: ReportDocument,
  bytesOf: (document: ReportDocument) => number,
  most = MOST_BYTES,
): ReportDocument {
  const tables = document.sections.flatMap(({ blocks }) => blocks.filter(isShown)).reverse();
  const details = (['first', 'then'] as const).flatMap((when) =>
    tables.filter(({ detail }) => detail === when),
  );
  let fitted = document;
  for (const detail of details) {
    if (bytesOf(fitted) < most) return fitted;
    fitted = leftToWorkbook(fitted, detail);
  }
  return fitted;
}

const isShown = (block: Block): block is Table => block.kind === 'table' && block.rowsInMail > 0;

const leftToWorkbook = ({ sections, ...head }: ReportDocument, detail: Table): ReportDocument => ({
  ...head,
  sections: sections.map((section) => ({
    ...section,
    blocks: section.blocks.map((block) =>
      block === detail ? { ...detail, rowsInMail: 0 } : block,
    ),
  })),
});
