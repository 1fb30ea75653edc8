/** A small shop whose CAC rests on spend: `spend` and `ledger` are its files, and books are tied where there are any. */
export const spendShop = (spend: string, ledger?: string): string => `version: 1
business: { name: Example Shop, currency: EUR, timeZone: Europe/Dublin }
sources:
  orders: { files: data/orders-*.csv, historyComplete: true }
  refunds: { files: data/refunds.csv }
  customers: { files: data/customers.csv }
  marketing_spend: { files: ${spend} }
  touchpoints: { files: data/touchpoints.csv }
  fx_rates: { files: data/fx_rates.csv }
${ledger === undefined ? '' : `  ledger_totals: { files: ${ledger} }\n`}reports:
  - id: weekly
    title: Customer value report
    segments: [country]
    cohorts: { ages: 2 }
    recipients: { finance: [finance@example.com], board: [board@example.com] }
mail: { from: reports@example.com, domains: [example.com], owner: controlling@example.com }
`;
