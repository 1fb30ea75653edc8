export const CDNOW_FILE = 'data/cdnow_master.csv';

/** Months of life that the cohort tables show. */
export const CDNOW_AGES = 18;

/** Four mapped columns; the file holds every order of its customers from the first on. */
export const CDNOW_CONFIGURATION = `
version: 1
business: { name: Example Shop, currency: USD }
sources:
  orders:
    files: ../shared/${CDNOW_FILE}
    columns: { customer_id: customer_id, ordered_at: date, net_amount: spend, currency: { constant: USD } }
    assumeTimeZone: UTC
    historyComplete: true
reports:
  - { id: weekly, title: Customer value report, cohorts: { grain: month, ages: ${CDNOW_AGES} } }
`;
