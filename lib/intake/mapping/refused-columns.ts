/** Column names that say: this is a person, their words, or a special category. Matched on the name in snake case. */
const REFUSED: readonly { readonly kind: string; readonly pattern: RegExp }[] = [
  {
    kind: 'a direct identifier',
    pattern:
      /^(.*_)?(e_?mail|phone|mobile|telephone|tel|fax|street|address|ip|iban|bic|ssn|passport|dob|birthday|birth_?date|postcode|postal_code|zip|zip_code|user_agent|idfa|gaid)(_?(address|number|no|nr|line)?_?\d?)$/,
  },
  {
    kind: 'a direct identifier',
    pattern:
      /^(.*_)?((first|last|full|given|family|middle|maiden|customer|client|contact|billing|shipping|recipient)_?name|surname|forename|(tax|vat|device|national|passport)_?(id|number)|(card|account|bank_account)_number|date_of_birth)$/,
  },
  { kind: 'a direct identifier', pattern: /^name$/ },
  {
    kind: 'free text',
    pattern:
      /^(.*_)?(comments?|notes?|message|body|review|review_text|feedback|verbatim|free_?text|remarks?)$/,
  },
  {
    kind: 'a special category of personal data',
    pattern:
      /^(.*_)?(health|diagnosis|disability|religion|faith|trade_union|ethnicity|ethnic_origin|race|sexual_orientation|orientation|political_.*|criminal_.*)$/,
  },
];

/** What a column of this name would hold that may not be landed; null when nothing speaks against it. */
export function refusedKind(columnName: string): string | null {
  const name = columnName
    .trim()
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .toLowerCase();
  return REFUSED.find(({ pattern }) => pattern.test(name))?.kind ?? null;
}
