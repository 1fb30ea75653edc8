const HINTS: Readonly<Record<string, string>> = {
  MISSING: 'no value; fill it at the source',
  PLACEHOLDER: 'the text NULL, NaN or undefined instead of a value; export empty fields as empty',
  PERSONAL_VALUE: 'an e-mail address or phone number; send a pseudonymous id or code',
  TEXT_TOO_LONG: 'free text where a short code belongs; code it at the source',
  HIDDEN_CHARACTER: 'a line break or an invisible character inside; clean the source',
  MIXED_SCRIPT: 'letters of two alphabets in one word; it imitates another value',
  ID_SCIENTIFIC: 'a number such as 1.23E+15; a spreadsheet cut the ids, export from the source',
  VALUE_NOT_LISTED: 'not in the closed list of the contract; translate it in a sql mapping',
  CURRENCY_UNKNOWN: 'not a currency of ISO 4217; map the column or give { constant: EUR }',
  BOOL_FORMAT: 'not true or false; translate it in a sql mapping',
  JSON_FORMAT: 'not JSON; write lists as ["a","b"] and maps as {"key":"value"}',
  AMOUNT_NOT_FINITE: 'NaN or infinity; find the failing computation at the source',
  AMOUNT_NEGATIVE: 'below zero; send refunds as rows of "refunds" with positive amounts',
  DECIMAL_COMMA: 'a decimal comma; export numbers with a point',
  TOO_MANY_DECIMALS:
    'more decimals than the column keeps; round at the source or check moneyFormat',
  NUMBER_TOO_LARGE: 'larger than any plausible value; check moneyFormat (minor or major)',
  NUMBER_FORMAT: 'not a plain number; no signs of currency, grouping, exponent or plus',
  RATE_NOT_POSITIVE: 'a rate of zero or below',
  SHARE_OUT_OF_RANGE: 'a share outside 0 to 1; divide percentages by 100',
  TIME_WITHOUT_OFFSET:
    'no offset such as Z or +01:00; set assumeTimeZone: Europe/Dublin (or yours)',
  TIME_EPOCH: 'seconds since 1970; convert to ISO 8601 in a sql mapping',
  TIME_FORMAT:
    'not ISO 8601; write 2026-11-22T15:04:05Z or set assumeTimeZone and write 2026-11-22',
  TIME_IMPOSSIBLE: 'a day or time that does not exist; correct it at the source',
  TIME_SKIPPED: 'a local time that the clock change skips; send times with an offset',
  SENTINEL_DATE: 'a day that stands for "unknown"; leave the field empty',
  FUTURE_TIME: 'more than a day after the load; check clock and zone of the source',
  SCORE_OUT_OF_SCALE: 'a score outside its own scale',
  SCALE_NOT_NPS: 'an NPS answer whose scale is not 0 to 10',
  TAX_MISSING: 'price_includes_tax without tax_amount; send the tax, or net_amount without tax',
  MERGED_INTO_ITSELF: 'a customer merged into itself; leave merged_into empty',
  APPROVED_BY_AUTHOR: 'author and approver are the same role',
  SHORT_ROW: 'fewer fields than the header; check delimiters and quotes',
  LONG_ROW: 'more fields than the header; quote fields that hold a delimiter, or a decimal comma',
  STRAY_QUOTE: 'a quote inside a field; double it and quote the whole field',
  CONFLICTING_DUPLICATE:
    'the same key with other content; send one row, or updated_at with versions',
};

/** What to change for a reason a row was set aside. */
export const rejectHint = (reason: string): string => HINTS[reason] ?? 'not readable as its type';
