import type { ReleasedFigure } from '#lib/privacy/figure.ts';
import { isEveryone } from '#lib/privacy/scope-name.ts';
import { changeCell } from '../change.ts';
import type { Block, Cell, Row } from '../document.ts';
import { words } from '../format.ts';
import { periodText } from '../period-text.ts';
import { type LayoutContext, note, table } from './context.ts';
import { figureLabel } from './figure-label.ts';

/** What a later revision says before all else: what it replaces, why, who signed it, and which lines have changed. */
export function replacementBlocks(context: LayoutContext): (Block | null)[] {
  const { head, replaced = [] } = context;
  const { replaces, signed } = head;
  if (replaces === undefined) return [];
  const cause =
    signed?.act === 'correction' ? ` Cause: ${signed.words}. Approved by: ${signed.approver}.` : '';
  const said: Block = { kind: 'sentence', text: `Replaces r${replaces}.${cause}` };
  const changes = replaced.map((before) => ({ before, now: nowOf(before, context) }));
  const top = changes.filter((change) => isTop(change.before) && isSeen(change, context));
  if (top.length === 0 && head.state !== 'CORRECTION') return [said];
  return [
    said,
    table(
      `CHANGED, ${head.currency}`,
      ['Line', `r${replaces}`, `r${head.revision}`, 'diff'],
      distinct(top.toSorted(byPlace).map((change) => changeRow(change, context))),
    ),
    note(othersText(changes, context)),
  ];
}

/** Two metrics may tell one line. */
const distinct = (rows: readonly Row[]): Row[] => [
  ...new Map(rows.map((row) => [JSON.stringify(row), row])).values(),
];

interface Change {
  readonly before: ReleasedFigure;
  readonly now: ReleasedFigure | null;
}

const nowOf = (before: ReleasedFigure, { figures }: LayoutContext): ReleasedFigure | null =>
  figures.find(before.metric, before.options, before);

const isTop = ({ scope }: ReleasedFigure): boolean => isEveryone(scope);

const isWithdrawn = ({ before, now }: Change): boolean =>
  before.value !== null && now?.reason === 'withheld';

/** What a model tells again may differ in digits that nobody is shown. */
const isSeen = ({ before, now }: Change, { format }: LayoutContext): boolean =>
  format.figure(before).text !== format.figure(now).text;

/** Money of the ladder first, and what is told before what is withdrawn. */
const byPlace = (a: Change, b: Change): number => placeOf(a) - placeOf(b);
const placeOf = (change: Change): number =>
  (isWithdrawn(change) ? 2 : 0) + (change.before.metric === 'money-ladder' ? 0 : 1);

function changeRow({ before, now }: Change, { head, format }: LayoutContext): Row {
  const name = figureLabel([before.metric, before.options].filter((word) => word !== '').join(' '));
  const period = before.period === head.period ? '' : `, ${periodText(before.period)}`;
  return {
    label: `${name}${period}`,
    cells: [format.figure(before), format.figure(now), differenceOf({ before, now }, format)],
    emphasis: 'normal',
  };
}

function differenceOf({ before, now }: Change, format: LayoutContext['format']): Cell {
  if (before.value === null || now === null || now.value === null) return words('n/a');
  return before.unit === 'money'
    ? format.change(now.value - before.value, 'exact')
    : changeCell(now, before, format);
}

function othersText(changes: readonly Change[], { head, format }: LayoutContext): string {
  const below = changes.filter(({ before }) => !isTop(before));
  const withdrawn = below.filter(isWithdrawn).length;
  const changed = below.length - withdrawn;
  return [
    ...(changed > 0 ? [`Changed below top level: ${format.count(changed).text}.`] : []),
    ...(withdrawn > 0
      ? [`Withdrawn below top level until the next bundle: ${format.count(withdrawn).text}.`]
      : []),
    head.state === 'CORRECTION'
      ? 'Other lines are unchanged.'
      : 'Other lines that were told are unchanged.',
  ].join(' ');
}
