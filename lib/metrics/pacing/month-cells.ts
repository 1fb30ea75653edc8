import { type Cell, cellKey } from '#lib/privacy/cell.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { WINDOW_NAMES, type Window, type WindowName } from './windows.ts';

export type MonthCells = Readonly<Record<WindowName, Cell>>;

/** A cell of each window; nobody moved anything in one without a row. */
export function monthCells(
  line: string,
  rows: readonly CellRow[],
  windows: Readonly<Record<WindowName, Window>>,
): MonthCells {
  const cell = (name: WindowName): Cell => {
    const row = rows.find(
      ({ measure, period }) => measure === line && WINDOW_NAMES[period] === name,
    );
    const measure = `to-date-${line}`;
    const period = windows[name].label;
    return {
      key: cellKey(measure, period, {}),
      measure,
      period,
      scope: {},
      kind: 'sum',
      customers: row?.customers ?? 0,
      total: row?.total ?? 0,
      largest: [row?.largest ?? 0, row?.second ?? 0],
      absolute: row?.absolute ?? 0,
      signed: true,
      behavioural: false,
      countKey: null,
    };
  };
  return {
    toDate: cell('toDate'),
    before: cell('before'),
    week: cell('week'),
    weekBeforeMonth: cell('weekBeforeMonth'),
    yearAgoToDate: cell('yearAgoToDate'),
    yearAgoBefore: cell('yearAgoBefore'),
    yearAgoWeek: cell('yearAgoWeek'),
    yearAgoRest: cell('yearAgoRest'),
    yearAgoMonth: cell('yearAgoMonth'),
  };
}
