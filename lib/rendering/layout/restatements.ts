import type { ReleasedFigure } from '#lib/privacy/figure.ts';
import { restatedPart } from '#lib/privacy/ledger/restated.ts';
import type { Block, Row, Section } from '../document.ts';
import { words } from '../format.ts';
import { dateText, periodText } from '../period-text.ts';
import { type LayoutContext, note, section, table, workbookTable } from './context.ts';

/** Section 4: what became of figures that were printed before, or when that will be told. */
export function restatementSection(context: LayoutContext): Section | null {
  const { head } = context;
  if (head.state === 'ANALYSIS') return null;
  const mark = markOf(context);
  return section(
    4,
    'Restatements',
    mark === null ? [nextBundle(context)] : bundleOf(mark, context),
  );
}

/** The count of weeks that a bundle in this report measured again. */
const markOf = ({ head, figures }: LayoutContext): ReleasedFigure | null =>
  figures
    .all('restatement')
    .find((figure) => figure.period === head.period && restatedPart(figure).part === '') ?? null;

function nextBundle({ head: { nextBundle: next } }: LayoutContext): Block {
  const quarter = quarterText(next.quarter);
  const text =
    next.date === null
      ? `None in this report; the ${quarter} bundle comes with the FINAL one.`
      : `None in this report; next bundle ${dateText(next.date)} (${quarter} close).`;
  return {
    kind: 'sentence',
    text: `${text} Until then what was printed of a closed period is printed as it was.`,
  };
}

/** `Q4`: the year is that of the dates beside it. */
const quarterText = (label: string): string => label.replace(/^\d+-/, '');

function bundleOf(mark: ReleasedFigure, context: LayoutContext): (Block | null)[] {
  const { head, format } = context;
  const title = `${quarterText(restatedPart(mark).bundle)} bundle`;
  if (mark.value === 0)
    return [sentence(`${title}: nothing to restate, for no earlier report printed a week of it.`)];
  const changes = changesOf(restatedPart(mark).bundle, context);
  const weeks = `${format.figure(mark).text} closed weeks`;
  if (changes.length === 0)
    return [sentence(`${title}: of ${weeks} measured again no change can be told.`)];
  const rows = (chosen: readonly Change[]) => chosen.map((change) => rowOf(change, context));
  const columns = [title, 'released', 'now', 'diff', 'why'];
  const large = changes.filter((change) => isListed(change, context));
  const small = changes.filter((change) => !isListed(change, context));
  return [
    large.length === 0
      ? sentence(`${title}: of ${weeks} measured again none has moved much.`)
      : null,
    table(
      `Closed weeks as they were printed and as they are now, ${head.currency}`,
      columns,
      rows(large),
    ),
    workbookTable(`Smaller changes, ${head.currency}`, columns, rows(small)),
    note(
      `Changes under 0.1 % or under ${head.currency} ${LEAST} are in the workbook. From the next report on, comparisons open at the values of now.`,
    ),
  ];
}

const sentence = (text: string): Block => ({ kind: 'sentence', text });

/** A line of a closed week that is another now. */
interface Change {
  readonly period: string;
  readonly line: string;
  readonly parts: ReadonlyMap<string, ReleasedFigure>;
}

function changesOf(bundle: string, { figures }: LayoutContext): readonly Change[] {
  const changes = new Map<
    string,
    { period: string; line: string; parts: Map<string, ReleasedFigure> }
  >();
  for (const figure of figures.all('restatement')) {
    const { line, part, bundle: own } = restatedPart(figure);
    if (part === '' || own !== bundle) continue;
    const { period } = figure;
    const change = changes.get(`${period} ${line}`) ?? { period, line, parts: new Map() };
    change.parts.set(part, figure);
    changes.set(`${period} ${line}`, change);
  }
  return [...changes.values()].filter(({ parts }) => (parts.get('difference')?.value ?? 0) !== 0);
}

/** Metric rule G12: both limits are passed. */
const LEAST_SHARE = 0.001;
/** In currency units. */
const LEAST = 500;

function isListed({ parts }: Change, { head }: LayoutContext): boolean {
  const size = Math.abs(parts.get('difference')?.value ?? 0);
  const released = Math.abs(parts.get('released')?.value ?? 0);
  return size >= LEAST * 10 ** head.currencyExponent && size >= LEAST_SHARE * released;
}

function rowOf({ period, line, parts }: Change, context: LayoutContext): Row {
  const { format } = context;
  const of = (part: string) => parts.get(part) ?? null;
  return {
    label: `${periodText(period)} ${line.replaceAll('-', ' ')}`,
    cells: [
      format.figure(of('released'), 'sum'),
      format.figure(of('now'), 'sum'),
      format.change(of('difference')?.value ?? 0, 'money'),
      words(causesOf(parts, context)),
    ],
    emphasis: 'normal',
  };
}

const CAUSES = [
  ['late-refunds', 'late refunds'],
  ['late-orders', 'late orders'],
  ['other', 'adjustments and other'],
] as const;

/** The largest first; together they are the difference, where all of them may be told. */
function causesOf(parts: Change['parts'], { format }: LayoutContext): string {
  const told = CAUSES.map(([part, said]) => ({ said, value: parts.get(part)?.value ?? null }));
  const known = told
    .flatMap(({ said, value }) => (value === null || value === 0 ? [] : [{ said, value }]))
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value))
    .map(({ said, value }) => `${said} ${format.change(value, 'money').text}`);
  const rest = told.some(({ value }) => value === null) ? ['n/a (withheld)'] : [];
  return [...known, ...rest].join(', ');
}
