import { TABLE_COLUMNS } from './table-columns.ts';
import type { SampleTruth } from './truth.ts';

/** Files that are split; every other table is one file under its own name. Targets are named apart from the sources. */
const FILES = {
  orders: 'data/orders-*.csv',
  subscriptions: 'data/subscriptions*.csv',
  ledger_totals: 'data/ledger_totals*.csv',
  support_tickets: 'data/support_tickets*.csv',
} as const;
const SPLIT: ReadonlyMap<string, string> = new Map(Object.entries(FILES));
const APART = new Set(['targets']);

/** The shop's `tenure.yaml`: every delivered table, one weekly report. */
export function configurationText(truth: SampleTruth): string {
  const tables = Object.keys(TABLE_COLUMNS).filter((table) => table in truth.rows);
  const targets = 'targets' in truth.rows ? TARGETS : '';
  return [
    HEAD,
    troubleLines(truth),
    BUSINESS,
    ...tables.filter((table) => !APART.has(table)).map(sourceLines),
    REPORTS,
    targets,
  ].join('');
}

function sourceLines(table: string): string {
  if (table !== 'orders')
    return `  ${table}: { files: ${SPLIT.get(table) ?? `data/${table}.csv`} }\n`;
  return [
    '  orders:',
    `    files: ${FILES.orders}`,
    '    historyComplete: true        # the files start with the business: a first order is an acquisition\n',
  ].join('\n');
}

function troubleLines({ troubles }: SampleTruth): string {
  const lines = [
    troubles.duplicateOrderId && `order ${troubles.duplicateOrderId} stands twice, word for word`,
    troubles.missingRateDate &&
      `${troubles.missingRateDate} has orders in GBP and no rate for GBP: they are set aside, never counted 1:1`,
    troubles.missingSpendDays > 0 &&
      `marketing spend ends ${troubles.missingSpendDays} days early: the report is PROVISIONAL`,
  ].filter((line) => typeof line === 'string');
  if (lines.length === 0) return '\n';
  return `#\n# Troubles planted on purpose:\n${lines.map((line) => `#   ${line}\n`).join('')}\n`;
}

const HEAD = `# A made-up shop. Its customers, orders and money are drawn at random; truth.json holds what they were drawn from.
# The files carry the column names of the data contract, so no mapping is needed. For your own files, say which column
# is which:  columns: { customer_id: Id, ordered_at: Date, net_amount: Price, currency: { constant: EUR } }
`;

const BUSINESS = `version: 1

business:
  name: Example Shop
  currency: EUR                  # every figure is in euros; other currencies at the rate of the order's day
  timeZone: Europe/Dublin        # days, weeks and months begin at midnight here
  horizonMonths: 12              # how far ahead customer value is predicted
  discountRateYear: 0.10
  calendar: { weekStart: monday, fiscal: iso }
  journey: { stages: [awareness, consideration, purchase, loyalty, advocacy], windowDays: 90 }

scope:
  lawfulBasis: declared          # or consents: the consents table decides, and unknown is out
  regions: any

sources:
`;

const REPORTS = `
reports:
  - id: weekly
    title: Customer value report
    segments: [country, channel] # how figures are broken down; nothing else can be asked for
    cohorts: { grain: month, ages: 12 }
    recipients: { finance: [finance@example.com] }
    locale: en-IE
    schedule: { weekday: tuesday, at: "07:00" }

privacy: { k: 10, snapshot: weekly } # no figure about fewer than 10 customers
# Who sends, which domains may receive, and who is told when a report is held:
mail: { from: reports@example.com, domains: [example.com], owner: controlling@example.com }
`;

const TARGETS = 'targets: { file: data/targets.csv }\n';
