import { type Cell, cellKey } from '#lib/privacy/cell.ts';
import type { Scope } from '#lib/privacy/figure.ts';
import { monthLabel } from '#lib/units/calendar.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { cellOfRow } from '../facts/cells/cells-of-rows.ts';
import { equation } from '../facts/cells/derived-cells.ts';
import type { CellsAndEquations } from '../facts/cohorts/cohort-cells.ts';
import type { MeasureContext } from '../metric.ts';

export type CreditMeasure =
  | 'scorecard-customers'
  | 'scorecard-credit'
  | 'scorecard-net-sales'
  | 'scorecard-contribution';

/** Whose part: a channel by a model, or everyone. */
export type Creditor = { readonly model: string; readonly channel: string };

export const ALL: Creditor = { model: '*', channel: '*' };

/** Parts that a customer is shared out in. */
export const PARTS = 120;

/** What the customers of one month are credited to, by model and channel. */
export class CreditTable {
  readonly period: string;
  readonly models: readonly string[];
  readonly channels: readonly string[];
  readonly #rows: readonly CellRow[];
  readonly #month: number;

  /** `spentOn`: channels that stand in the table even where nobody came through them. Throws `ChannelSumError`. */
  constructor(
    rows: readonly CellRow[],
    of: { readonly month: number; readonly spentOn: readonly string[] },
    context: MeasureContext,
  ) {
    this.#month = of.month;
    this.#rows = rows.filter(({ period }) => period === of.month);
    this.period = monthLabel(of.month, context.fiscal);
    const parted = this.#rows.filter(({ scheme }) => scheme !== ALL.model);
    const credited = parted.map(({ segment }) => segment);
    this.models = [...new Set(parted.map(({ scheme }) => scheme))].sort(byStandardOrder);
    this.channels = [...new Set([...credited, ...of.spentOn])].sort();
    this.#assertSums();
  }

  get isEmpty(): boolean {
    return this.#rows.length === 0;
  }

  /** Of nobody where nobody is credited. */
  at(measure: CreditMeasure, { model, channel }: Creditor): Cell {
    const place = { measure, scheme: model, segment: channel, period: this.#month };
    const found = this.#rows.find(
      (row) => row.measure === measure && row.scheme === model && row.segment === channel,
    );
    const nobody = { age: null, customers: 0, total: 0, absolute: 0, largest: 0, second: 0 };
    return creditCell(found ?? { ...place, ...nobody }, this.period);
  }

  /**
   * A channel by one model tells of the others: of customers with two touches the linear credit is the mean of first and
   * last. So what is printed of a channel needs its cells by every model.
   */
  byEachModel(measure: CreditMeasure, channel: string): readonly Cell[] {
    return this.models.map((model) => this.at(measure, { model, channel }));
  }

  /** By each model the channels add up to everyone. */
  system(measures: readonly CreditMeasure[]): CellsAndEquations {
    const lines = measures.flatMap((measure) =>
      this.models.map((model) => ({
        total: this.at(measure, ALL),
        parts: this.channels.map((channel) => this.at(measure, { model, channel })),
      })),
    );
    return {
      cells: [
        ...measures.map((measure) => this.at(measure, ALL)),
        ...measures
          .filter((measure) => measure === 'scorecard-credit')
          .map(() => this.at('scorecard-customers', ALL)),
        ...lines.flatMap(({ parts }) => parts),
        ...this.#customers(),
      ],
      equations: lines.map(({ total, parts }) => equation(total, ...parts)),
    };
  }

  /** A customer whom several channels share stands in each, so that these do not add up. */
  #customers(): Cell[] {
    return this.models.flatMap((model) =>
      this.channels.map((channel) => this.at('scorecard-customers', { model, channel })),
    );
  }

  #assertSums(): void {
    const total = this.at('scorecard-credit', ALL).total;
    for (const model of this.models) {
      const parts = this.channels.map(
        (channel) => this.at('scorecard-credit', { model, channel }).total,
      );
      const sum = parts.reduce((a, b) => a + b, 0);
      if (sum !== total) throw new ChannelSumError(model, this.period, { sum, total });
    }
  }
}

const STANDARD = ['last', 'first', 'linear', 'position'];

/** The standard models in their order, others after them by name. */
const byStandardOrder = (a: string, b: string): number => {
  const place = (model: string) =>
    (STANDARD.indexOf(model) + STANDARD.length + 1) % (STANDARD.length + 1);
  return place(a) - place(b) || (a < b ? -1 : 1);
};

const scopeOf = ({ model, channel }: Creditor): Scope =>
  model === ALL.model ? {} : { attribution: model, 'touch-channel': channel };

function creditCell(row: CellRow, period: string): Cell {
  const isCount = row.measure === 'scorecard-customers';
  const scope = scopeOf({ model: row.scheme, channel: row.segment });
  const cell = cellOfRow(row, {
    kind: isCount ? 'count' : 'sum',
    signed: row.measure === 'scorecard-net-sales' || row.measure === 'scorecard-contribution',
    behavioural: false,
    countMeasure: null,
    label: () => period,
  });
  return {
    ...cell,
    key: cellKey(row.measure, period, scope),
    scope,
    countKey: isCount ? null : cellKey('scorecard-customers', period, scope),
  };
}

/** Channels share out more or fewer customers than there are: a defect, never printed. */
export class ChannelSumError extends Error {
  override readonly name = 'ChannelSumError';
  constructor(
    model: string,
    period: string,
    { sum, total }: { readonly sum: number; readonly total: number },
  ) {
    super(
      `channel-scorecard ${period}: channels by model "${model}" add up to ${sum} parts, the customers to ${total}`,
    );
  }
}
