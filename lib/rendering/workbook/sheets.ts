import type { Block, Cell, ReportDocument, Row, Section, Table, Tiles } from '../document.ts';
import type { Sheet, SheetCell } from './write-xlsx.ts';

/** One sheet per section, tables before sentences, so that the frozen first row is a table's header. */
export const sheetsOf = ({ sections }: ReportDocument): Sheet[] => sections.map(sheetOf);

const NAME_LIMIT = 31;

function sheetOf({ number, title, blocks }: Section): Sheet {
  const grids = blocks.map(gridOf).filter((grid) => grid.length > 0);
  const tables = grids.filter((grid) => (grid[0]?.length ?? 0) > 1);
  const sentences = grids.filter((grid) => (grid[0]?.length ?? 0) === 1);
  const name = `${number} ${title}`
    .replace(/[[\]:*?/\\]/g, ' ')
    .replaceAll(',', '')
    .slice(0, NAME_LIMIT)
    .trim();
  return {
    name,
    rows: [...tables, ...sentences].flatMap((grid, i) => (i === 0 ? grid : [[], ...grid])),
  };
}

function gridOf(block: Block): SheetCell[][] {
  switch (block.kind) {
    case 'tiles':
      return tilesGrid(block);
    case 'table':
      return tableGrid(block);
    case 'facts':
      return [
        header(['Item', 'Text']),
        ...block.facts.map(({ term, text }) => [textCell(term), textCell(text)]),
      ];
    case 'chart':
      return [];
    default:
      return [[textCell(block.text)]];
  }
}

/** The caption stands beside the header, so that the header stays the first row. */
const tableGrid = ({ caption, columns, rows }: Table): SheetCell[][] => [
  header([...columns, caption]),
  ...rows.map(rowCells),
];

const tilesGrid = ({ tiles }: Tiles): SheetCell[][] => [
  header(['Headline', 'Value', 'Of', 'vs prior', 'vs last year', 'Of target', 'Status']),
  ...tiles.map(({ label, value, detail, prior, yearAgo, target, status }) => [
    textCell(label),
    typed(value),
    textCell(detail),
    typed(prior),
    typed(yearAgo),
    target === null ? textCell('') : typed(target),
    textCell(status ?? ''),
  ]),
];

const rowCells = ({ label, cells, emphasis }: Row): SheetCell[] =>
  [textCell(label), ...cells.map(typed)].map((cell) => ({ ...cell, bold: emphasis === 'total' }));

const header = (titles: readonly string[]): SheetCell[] =>
  titles.map((title) => ({ ...textCell(title), bold: true }));

const typed = ({ text, value, numberFormat }: Cell): SheetCell =>
  value === null ? textCell(text) : { value, numberFormat, bold: false };

const textCell = (value: string): SheetCell => ({
  value: value === '' ? null : value,
  numberFormat: null,
  bold: false,
});
