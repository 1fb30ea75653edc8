import type { Row, Table } from '../document.ts';
import { membersOf } from '../figure-table.ts';
import { type LayoutContext, table } from './context.ts';
import { lineLabel } from './late-lines.ts';

const COLUMNS = [
  { title: 'Spend', metric: 'cac-loaded', options: 'part=spend', money: 'sum' },
  { title: 'Media', metric: 'cac-loaded', options: 'part=media-spend', money: 'sum' },
  { title: 'ROAS', metric: 'roas', options: 'attribution=last', money: 'each' },
] as const;

/** Spend of the week by channel and the sales attributed to it. */
export function channelReturn({ head, figures, format }: LayoutContext): Table | null {
  const measured = COLUMNS.flatMap(({ metric, options }) => figures.all(metric, options)).filter(
    ({ period }) => period === head.period,
  );
  const columns = COLUMNS.filter(({ metric, options }) =>
    measured.some((f) => f.metric === metric && f.options === options && 'channel' in f.scope),
  );
  const rows = membersOf(measured, 'channel').map((channel): Row => {
    const place = { period: head.period, scope: { channel } };
    const cells = columns.map(({ metric, options, money }) =>
      format.figure(figures.find(metric, options, place), money),
    );
    return { label: channel, cells, emphasis: 'normal' };
  });
  const caption = `Channels in the week, ${head.currency}; sales attributed by last touch`;
  return table(
    lineLabel(caption, 'roas', head),
    ['Channel', ...columns.map(({ title }) => title)],
    rows,
  );
}
