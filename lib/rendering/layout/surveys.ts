import type { ReleasedFigure } from '#lib/privacy/figure.ts';
import { changeCell } from '../change.ts';
import type { Block, Cell, Row, Table } from '../document.ts';
import { words } from '../format.ts';
import { periodText } from '../period-text.ts';
import { detail, type LayoutContext, table, workbookTable } from './context.ts';
import { lineLabel } from './late-lines.ts';

interface Score {
  readonly label: string;
  readonly metric: string;
}

const SCORES: readonly Score[] = [
  { label: 'NPS', metric: 'nps' },
  { label: 'CSAT', metric: 'csat' },
  { label: 'CES, of 7', metric: 'ces' },
  { label: 'benefits', metric: 'perceived-value' },
  { label: 'net benefits', metric: 'net-perceived-value' },
  { label: 'response', metric: 'response-rate' },
];

/** Scores of each survey with intervals and changes, what changed beyond noise, and perceived value by dimension. */
export function surveyBlocks(context: LayoutContext): (Block | null)[] {
  const surveys = surveysOf(context);
  return [
    scoreTable(surveys, context),
    ...surveys.map((survey) => changeSentence(survey, context)),
    detail(dimensionTable(surveys, context)),
    segmentTable(surveys, context),
  ];
}

/** Every survey with a figure in the reported month, by name. */
const surveysOf = ({ figures, head }: LayoutContext): string[] =>
  [
    ...new Set(
      SCORES.flatMap(({ metric }) => figures.all(metric))
        .filter(({ period }) => period === head.month)
        .flatMap(({ scope }) => scope['survey'] ?? []),
    ),
  ].sort();

function scoreTable(surveys: readonly string[], context: LayoutContext): Table | null {
  const { head } = context;
  const rows = surveys.flatMap((survey) =>
    SCORES.flatMap((score): Row[] => scoreRow(score, survey, context)),
  );
  return table(
    `Surveys, ${periodText(head.month)}`,
    ['Survey', 'Value', '95%', 'n', `vs ${periodText(head.priorMonth)}`, 'vs last year'],
    rows,
  );
}

function scoreRow({ label, metric }: Score, survey: string, context: LayoutContext): Row[] {
  const { head, figures, format } = context;
  const at = (period: string) => figures.find(metric, '', { period, scope: { survey } });
  const now = at(head.month);
  if (now === null) return [];
  return [
    {
      label: `${survey}: ${lineLabel(label, metric, head)}`,
      cells: [
        format.figure(now),
        intervalCell(now, context),
        countCell(now, context),
        changeCell(now, at(head.priorMonth), format),
        changeCell(now, at(head.yearAgoMonth), format),
      ],
      emphasis: 'normal',
    },
  ];
}

function intervalCell(figure: ReleasedFigure, { format }: LayoutContext): Cell {
  const { lower, upper } = figure;
  if (lower === null || upper === null) return words('');
  const [from, to] = [lower, upper].map((value) => format.figure({ ...figure, value }).text);
  return words(`${from}–${to}`);
}

const countCell = ({ value, customers }: ReleasedFigure, { format }: LayoutContext): Cell =>
  value === null || customers === null ? words('') : format.count(customers);

/** An interval of the change that holds 0 is noise, and has no direction. */
function changeSentence(survey: string, { figures, format, head }: LayoutContext): Block | null {
  const change = figures.find('nps-change', 'against=prior-month', {
    period: head.month,
    scope: { survey },
  });
  if (change === null || change.value === null || change.lower === null || change.upper === null)
    return null;
  const [difference, lower, upper] = [change.value, change.lower, change.upper].map(
    (value) => format.change(value, 'score').text,
  );
  const isNoise = change.lower <= 0 && change.upper >= 0;
  const direction = change.value > 0 ? 'rose' : 'fell';
  return {
    kind: 'sentence',
    text: `NPS, ${survey}: ${isNoise ? 'within noise' : direction} against ${periodText(head.priorMonth)}, ${difference} (95% ${lower} to ${upper}).`,
  };
}

const DIMENSIONS = ['functional', 'emotional', 'social', 'economic'] as const;
const ROLES = [
  { role: 'benefits', suffix: '' },
  { role: 'costs', suffix: '; role=cost' },
] as const;

function dimensionTable(
  surveys: readonly string[],
  { figures, format, head }: LayoutContext,
): Table | null {
  const rows = surveys.flatMap((survey) =>
    ROLES.flatMap(({ role, suffix }): Row[] => {
      const found = DIMENSIONS.map((dimension) =>
        figures.find('perceived-value', `dimension=${dimension}${suffix}`, {
          period: head.month,
          scope: { survey },
        }),
      );
      if (found.every((figure) => figure === null)) return [];
      const cells = found.map((figure) => (figure === null ? words('·') : format.figure(figure)));
      return [{ label: `${survey}: ${role}`, cells, emphasis: 'normal' }];
    }),
  );
  return table('Perceived value, points of 100 by dimension', ['Survey', ...DIMENSIONS], rows);
}

const OF_SEGMENTS = [
  { title: 'NPS', metric: 'nps' },
  { title: 'Benefits', metric: 'perceived-value' },
  { title: 'Net benefits', metric: 'net-perceived-value' },
] as const;

function segmentTable(
  surveys: readonly string[],
  { figures, format, head }: LayoutContext,
): Table | null {
  const places = head.segments.flatMap((scheme) => {
    const named = OF_SEGMENTS.flatMap(({ metric }) => figures.all(metric, ''));
    const members = named.flatMap(({ scope }) => scope[scheme] ?? []);
    return [...new Set(members)].map((segment) => ({ scheme, segment }));
  });
  const rows = surveys.flatMap((survey) =>
    places.flatMap(({ scheme, segment }): Row[] => {
      const at = { period: head.month, scope: { [scheme]: segment, survey } };
      const found = OF_SEGMENTS.map(({ metric }) => figures.find(metric, '', at));
      if (found.every((figure) => figure === null)) return [];
      const cells = found.map((figure) => (figure === null ? words('·') : format.figure(figure)));
      return [{ label: `${survey}: ${scheme} ${segment}`, cells, emphasis: 'normal' }];
    }),
  );
  return workbookTable(
    `Surveys by segment, ${periodText(head.month)}`,
    ['Survey', ...OF_SEGMENTS.map(({ title }) => title)],
    rows,
  );
}
