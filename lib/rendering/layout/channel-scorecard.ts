import type { ReleasedFigure } from '#lib/privacy/figure.ts';
import type { Row, Table } from '../document.ts';
import { membersOf } from '../figure-table.ts';
import type { MoneyStyle } from '../format.ts';
import { periodText } from '../period-text.ts';
import { detail, type LayoutContext, table, workbookTable } from './context.ts';
import { lineLabel } from './late-lines.ts';

const METRIC = 'channel-scorecard';
const CREDITED = 'part=credited-customers';
const MODELS = ['last', 'first', 'linear', 'position'];

interface Column {
  readonly title: string;
  readonly options: string;
  /** Spend is that of the channel by every model. */
  readonly model: string | null;
  readonly money: MoneyStyle;
}

/**
 * Channels of the closed month by two models; by all, and of the cohort that is ripe at 180 days, in the workbook. The
 * models of a supplied attribution stand in place of those of touches, and the caption says so.
 */
export function channelScorecard(context: LayoutContext): (Table | null)[] {
  const { head, figures } = context;
  const own = suppliedModels(context);
  const models = own ?? MODELS;
  const how = own === null ? 'by attribution model' : 'by the supplied attribution';
  const measured = figures.all(METRIC, CREDITED);
  const ripe = measured.find(({ period }) => period !== head.month)?.period;
  const month = `Channels in ${periodText(head.month)} ${how}, ${head.currency}`;
  return [
    detail(
      scorecard(table, { caption: month, period: head.month, columns: inTheMail(own) }, context),
      'then',
    ),
    scorecard(
      workbookTable,
      { caption: `${month}, in full`, period: head.month, columns: ofTheMonth(models) },
      context,
    ),
    ripe === undefined
      ? null
      : scorecard(
          workbookTable,
          {
            caption: `Channels of cohort ${periodText(ripe)} ${how}`,
            period: ripe,
            columns: ofTheCohort(models),
          },
          context,
        ),
  ];
}

/** Models of the delivered attribution that were measured, by name; null where touches are counted. */
function suppliedModels({ head, figures }: LayoutContext): readonly string[] | null {
  if (!head.intake.some(({ table }) => table === 'attribution')) return null;
  const named = figures
    .all(METRIC)
    .flatMap(({ options }) => /^attribution=([^;]+);/.exec(options)?.[1] ?? []);
  return [...new Set(named)].sort();
}

const SPEND: Column = { title: 'Spend', options: 'part=spend', model: null, money: 'sum' };

const by = (
  model: string,
  { title, options }: { readonly title: string; readonly options: string },
): Column => ({ title, options, model, money: 'each' });

/** A whole model and one that shares out; of supplied ones the first two. */
function inTheMail(own: readonly string[] | null): readonly Column[] {
  const [first, second] = own ?? ['last', 'linear'];
  const cac = (model: string) => by(model, { title: `CAC, ${model}`, options: 'part=cac' });
  return [
    SPEND,
    ...(first === undefined
      ? []
      : [by(first, { title: `New, ${first}`, options: CREDITED }), cac(first)]),
    ...(second === undefined ? [] : [cac(second)]),
  ];
}

const ofTheMonth = (models: readonly string[]): readonly Column[] => [
  SPEND,
  ...models.flatMap((model) => [
    by(model, { title: `New, ${model}`, options: CREDITED }),
    by(model, { title: `CAC, ${model}`, options: 'part=cac' }),
    by(model, { title: `ROAS, ${model}`, options: 'part=roas' }),
  ]),
];

const ofTheCohort = (models: readonly string[]): readonly Column[] => [
  SPEND,
  ...models.flatMap((model) => [
    by(model, { title: `New, ${model}`, options: CREDITED }),
    by(model, { title: `CAC, ${model}`, options: 'part=cac' }),
    by(model, { title: `CLV:CAC, ${model}`, options: 'horizon=180 d; part=clv-cac' }),
    by(model, { title: `ROI, ${model}`, options: 'horizon=180 d; part=roi' }),
  ]),
];

/** By the last or the first touch a customer is one channel's whole; other models share customers out. */
const isWholeOrNone = (figure: ReleasedFigure | null): boolean =>
  figure?.value == null || Number.isInteger(figure.value);

function scorecard(
  build: typeof table,
  of: { readonly caption: string; readonly period: string; readonly columns: readonly Column[] },
  { head, figures, format }: LayoutContext,
): Table | null {
  const { caption, period, columns } = of;
  const measured = figures.all(METRIC).filter((figure) => figure.period === period);
  const channels = membersOf(measured, 'touch-channel');
  const at = (channel: string | null, { options, model }: Column) => {
    const isParted = channel !== null && model !== null;
    const scope = channel === null ? {} : { 'touch-channel': channel };
    const name = isParted ? `attribution=${model}; ${options}` : options;
    return figures.find(METRIC, name, { period, scope });
  };
  const counts = new Set(
    columns.filter(
      (column) =>
        column.options === CREDITED && channels.every((each) => isWholeOrNone(at(each, column))),
    ),
  );
  const cellsOf = (channel: string | null) =>
    columns.map((column) => {
      const figure = at(channel, column);
      return counts.has(column) && figure?.value != null
        ? format.count(figure.value)
        : format.figure(figure, column.money);
    });
  const rows: Row[] = [
    ...channels.map(
      (channel): Row => ({ label: channel, cells: cellsOf(channel), emphasis: 'normal' }),
    ),
    { label: 'Total', cells: cellsOf(null), emphasis: build === table ? 'total' : 'normal' },
  ];
  return build(
    lineLabel(caption, METRIC, head),
    ['Channel', ...columns.map(({ title }) => title)],
    channels.length === 0 ? [] : rows,
  );
}
