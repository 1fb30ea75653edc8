import { asciiSigns } from '../ascii.ts';
import type { Block, Fact, ReportDocument, Section, Table, Tiles } from '../document.ts';
import { words } from '../format.ts';
import { textTable } from './text-table.ts';
import { wrap } from './wrap.ts';

const WIDTH = 80;
const TERM = 15;

/** The same figures in the same order as the HTML, in at most 80 columns, signs in ASCII. */
export function textTwin({ title, business, state, period, sections }: ReportDocument): string {
  const head = [title, business, `${period}  ${state}`].flatMap((line) => wrap(line, WIDTH));
  const lines = [...head, ...sections.flatMap((section) => ['', ...sectionLines(section)])];
  return `${lines.map((line) => asciiSigns(line).trimEnd()).join('\n')}\n`;
}

const sectionLines = ({ number, title, blocks }: Section): string[] => [
  ...wrap(`${number} ${title.toUpperCase()}`, WIDTH),
  ...blocks.flatMap((block, i) => (i === 0 ? blockLines(block) : ['', ...blockLines(block)])),
];

function blockLines(block: Block): string[] {
  switch (block.kind) {
    case 'tiles':
      return textTable(tilesTable(block));
    case 'table':
      return textTable(block);
    case 'facts':
      return block.facts.flatMap(factLines);
    case 'chart':
      return wrap(block.alt, WIDTH);
    default:
      return wrap(block.text, WIDTH);
  }
}

/** A term beside its text; one too long for its column stands above it. */
function factLines({ term, text }: Fact): string[] {
  const lines = wrap(text, WIDTH - TERM);
  const beside = term.length < TERM;
  const indented = lines.map((line, i) => (i === 0 && beside ? term : '').padEnd(TERM) + line);
  return beside ? indented : [...wrap(term, WIDTH), ...indented];
}

function tilesTable({ tiles }: Tiles): Table {
  const judged = judgement(tiles);
  return {
    kind: 'table',
    caption: '',
    columns: ['', 'value', 'vs prior', 'vs last year', ...(judged === null ? [] : [judged])],
    rows: tiles.map(({ label, detail, value, prior, yearAgo, target, status }) => ({
      label: detail === '' ? label : `${label}, ${detail}`,
      cells: [
        value,
        prior,
        yearAgo,
        ...(judged === null ? [] : [words([target?.text, status].join(' ').trim())]),
      ],
      emphasis: 'normal',
    })),
    rowsInMail: tiles.length,
  };
}

/** What the last column says: how targets are met, or the status of the few lines that have limits of their own. */
function judgement(tiles: Tiles['tiles']): string | null {
  if (tiles.some(({ target }) => target !== null)) return 'of target';
  return tiles.some(({ status }) => status !== null) ? 'status' : null;
}
