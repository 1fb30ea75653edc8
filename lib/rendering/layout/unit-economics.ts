import type { Scope } from '#lib/privacy/figure.ts';
import type { Row, Table } from '../document.ts';
import { membersOf } from '../figure-table.ts';
import type { MoneyStyle } from '../format.ts';
import { periodText } from '../period-text.ts';
import { cohortFigures, cohortOf, newestRipe } from './cohort-figures.ts';
import { detail, type LayoutContext, table } from './context.ts';
import { lineLabel } from './late-lines.ts';

const HORIZON = '180 d';
const MOST_COHORTS = 6;

interface Column {
  readonly title: string;
  readonly metric: string;
  readonly options: string;
  readonly money: MoneyStyle;
}

/** CLV against CAC: the newest cohorts ripe at the horizon, then the newest of them by entry channel. */
export function unitEconomics(context: LayoutContext): (Table | null)[] {
  const ripe = cohortFigures(context.figures, 'clv-cac', `horizon=${HORIZON}`).filter(
    ({ value }) => value !== null,
  );
  const cohorts = ripe.slice(-MOST_COHORTS).map(cohortOf);
  const newest = newestRipe(ripe);
  const byCohort = cohorts.map((cohort) => ({
    label: periodText(cohort),
    cohort,
    scope: { cohort },
  }));
  return [
    detail(
      economicsTable(
        {
          caption: `CLV:CAC at ${HORIZON} by cohort, ${context.head.currency}`,
          rowTitle: 'Cohort',
        },
        byCohort,
        context,
      ),
      'then',
    ),
    newest && channelTable(cohortOf(newest), context),
  ];
}

function channelTable(cohort: string, context: LayoutContext): Table | null {
  const channels = membersOf(
    context.figures.all('clv-cac', `horizon=${HORIZON}`).filter(({ period }) => period === cohort),
    'channel',
    ['cohort'],
  );
  if (channels.length === 0) return null;
  const rows = channels.map((channel) => ({ label: channel, cohort, scope: { cohort, channel } }));
  const title = {
    caption: `Cohort ${periodText(cohort)} by entry channel, ${context.head.currency}`,
    rowTitle: 'Channel',
  };
  return economicsTable(title, [...rows, { label: 'Total', cohort, scope: { cohort } }], context);
}

interface Audience {
  readonly label: string;
  readonly cohort: string;
  readonly scope: Scope;
}

function economicsTable(
  { caption, rowTitle }: { readonly caption: string; readonly rowTitle: string },
  audiences: readonly Audience[],
  context: LayoutContext,
): Table | null {
  const { head, figures, format } = context;
  const find = ({ metric, options }: Column, { cohort, scope }: Audience) =>
    figures.find(metric, options, { period: cohort, scope });
  const columns = columnsOf(context).filter((column) =>
    audiences.every((audience) => find(column, audience) !== null),
  );
  const rows = audiences.map(
    (audience): Row => ({
      label: audience.label,
      cells: columns.map((column) => format.figure(find(column, audience), column.money)),
      emphasis: audience.label === 'Total' ? 'total' : 'normal',
    }),
  );
  return table(
    lineLabel(caption, 'clv-cac', head),
    [rowTitle, ...columns.map(({ title }) => title)],
    rows,
  );
}

const columnsOf = ({ head }: LayoutContext): Column[] => [
  { title: 'n', metric: 'new-customers', options: `grain=${head.cohortGrain}`, money: 'each' },
  { title: `CLV ${HORIZON}`, metric: 'clv-historic', options: `age=${HORIZON}`, money: 'each' },
  {
    title: 'CAC loaded',
    metric: 'cac-loaded',
    options: `grain=${head.cohortGrain}`,
    money: 'each',
  },
  { title: 'CLV:CAC', metric: 'clv-cac', options: `horizon=${HORIZON}`, money: 'each' },
  { title: 'Payback', metric: 'payback', options: '', money: 'each' },
  {
    title: 'ROI, attributed',
    metric: 'marketing-roi',
    options: `attribution=last; horizon=${HORIZON}`,
    money: 'each',
  },
];
