import type { Row, Table } from '../document.ts';
import { inWorkbook, rowsOfMail } from '../rows-in-mail.ts';
import { wrap } from './wrap.ts';

const WIDTH = 80;
const GAP = 2;
const LABEL = { least: 12, most: 34 };

/** A table in columns of plain text; one that is too wide continues below with its row labels repeated. */
export function textTable({ caption, columns, rows, rowsInMail }: Table): string[] {
  const shown = rowsOfMail(rows, rowsInMail);
  if (shown.length === 0) return wrap(`${caption}: ${inWorkbook(rows.length)}`, WIDTH);
  const labels = [columns[0] ?? '', ...shown.map(({ label }) => label)];
  const labelWidth = Math.min(
    Math.max(...labels.map((label) => label.length), LABEL.least),
    LABEL.most,
  );
  const hidden = rows.length - shown.length;
  return [
    ...wrap(caption, WIDTH),
    ...columnGroups(columns, shown, labelWidth).flatMap((group) =>
      groupLines(group, { columns, rows: shown, labelWidth }),
    ),
    ...(hidden === 0 ? [] : [inWorkbook(hidden, 'more ')]),
  ];
}

interface Group {
  /** Positions of cells, from 0; the header of cell i is column i + 1. */
  readonly cells: readonly number[];
  readonly widths: readonly number[];
}

/** As many columns side by side as fit. */
function columnGroups(
  columns: readonly string[],
  rows: readonly Row[],
  labelWidth: number,
): Group[] {
  const groups: { cells: number[]; widths: number[] }[] = [];
  let used = WIDTH;
  columns.slice(1).forEach((title, i) => {
    const width = Math.max(title.length, ...rows.map(({ cells }) => cells[i]?.text.length ?? 0));
    if (used + GAP + width > WIDTH) {
      groups.push({ cells: [], widths: [] });
      used = labelWidth;
    }
    groups.at(-1)?.cells.push(i);
    groups.at(-1)?.widths.push(width);
    used += GAP + width;
  });
  return groups;
}

interface Grid {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  readonly labelWidth: number;
}

function groupLines(group: Group, { columns, rows, labelWidth }: Grid): string[] {
  const line = (label: string, texts: readonly string[]): string[] => {
    const names = wrap(label, labelWidth);
    const numbers = group.cells.map((i, at) =>
      (texts[i] ?? '').padStart((group.widths[at] ?? 0) + GAP),
    );
    const last = (names.at(-1) ?? '').padEnd(labelWidth) + numbers.join('');
    return [...names.slice(0, -1), last.trimEnd()];
  };
  return [
    ...line(columns[0] ?? '', columns.slice(1)),
    ...rows.flatMap(({ label, cells }) =>
      line(
        label,
        cells.map(({ text }) => text),
      ),
    ),
  ];
}
