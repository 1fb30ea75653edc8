import * as z from 'zod';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { composeSql } from '../facts/cells/compose-sql.ts';
import { pointsCohorts } from '../facts/loyalty/points-cohorts.ts';
import monthCloses from '../facts/stocks/month-closes.sql';
import { stockParameters, stockQuery } from '../facts/stocks/stock-cells.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { Fact, Metric } from '../metric.ts';
import { type PointValue, pointsLiability } from './points-liability.ts';
import sql from './query.sql';
import valueSql from './value.sql';

const outstandingPoints: Fact<CellRow> = {
  query: stockQuery('points-outstanding', composeSql({ closes: monthCloses }, sql)),
  parameters: stockParameters,
};

const schema = z.object({ period: z.coerce.number().int(), point_value: z.coerce.number() });

const pointValues: Fact<PointValue> = {
  query: {
    name: 'point-values',
    sql: composeSql({ closes: monthCloses }, valueSql),
    parseRow: (raw) => {
      const { period: month, point_value: value } = schema.parse(raw);
      return { month, value };
    },
  },
  parameters: stockParameters,
};

export const pointsLiabilityMetric: Metric = {
  definition: {
    id: 'points-liability',
    name: 'Points liability',
    question: 'What are outstanding loyalty points expected to cost?',
    formula: 'outstanding points × (1 − breakage) × value per point',
    source: 'IFRS 15, B44-B47: unexercised rights are recognised by the expected breakage',
    unit: 'money',
    kind: 'stock',
    options: 'part: gross (without breakage), outstanding (points)',
    tables: ['orders', 'loyalty_ledger'],
  },
  facts: [outstandingPoints, pointsCohorts, pointValues],
  measure: async (load, context) =>
    context.supplied.has('loyalty_ledger')
      ? pointsLiability(
          {
            outstanding: await load(outstandingPoints),
            cohorts: await load(pointsCohorts),
            values: await load(pointValues),
          },
          context,
        )
      : NOTHING_MEASURED,
};
