import { IMPORTERS } from '#lib/intake/importers/importers.ts';
import { recogniseExport } from '#lib/intake/importers/recognise-export.ts';
import { suggestOrderMapping } from './suggest-mapping.ts';

/** Order files as found: all of them share the header. */
export interface OrderFiles {
  readonly files: readonly string[];
  readonly header: readonly string[];
  /** Whether the times carry no offset in the rows looked at. */
  readonly timesWithoutZone: boolean;
}

/**
 * A commented configuration with the ready mapping of a known export or the best guess of one; `missing` columns stand
 * as questions in it.
 */
export function suggestConfiguration({ files, header, timesWithoutZone }: OrderFiles): {
  readonly text: string;
  readonly missing: readonly string[];
} {
  const known = recogniseExport(header);
  const { columns, missing } = known ? { columns: {}, missing: [] } : suggestOrderMapping(header);
  const guess = [
    '    columns:',
    ...Object.entries(columns).map(([column, source]) => `      ${column}: ${quoted(source)}`),
    ...missing.map((column) =>
      column === 'currency'
        ? '      currency: { constant: EUR } # no currency column was found: name the one of all rows'
        : `      ${column}: "?" # not found; columns of the file: ${header.join(', ')}`,
    ),
  ];
  const mapping = known
    ? [`    mapping: ${known} # ${IMPORTERS[known].source}; verify amounts against your books`]
    : guess;
  const zone = '    assumeTimeZone: UTC # the times carry no offset: say where they were written\n';
  const text = `version: 1
business:
  name: Example Shop # stands at the head of every report
  currency: EUR # the reporting currency; orders in others need the table fx_rates
  timeZone: UTC # weeks and months begin at midnight here
  # margin: 0.40 # contribution as a share of sales, where orders carry no costs
scope:
  lawfulBasis: declared # you state that these customers may be analysed; or: consents, and the table decides
  # children: { ageLimit: 16 } # if children may be among them: attributes.birth_year tells, and an unknown age is out
  # retentionDays: 1100 # orders older than this are in no figure
sources:
  orders:
    files: [${files.map(quoted).join(', ')}]
${mapping.join('\n')}
${timesWithoutZone && !known ? zone : ''}    # historyComplete: true # only if the first row is the first order the business ever had
reports:
  - id: weekly
    title: Customer value report
    segments: [${['country', 'channel'].filter((scheme) => scheme in columns).join(', ')}] # registered once; nothing else can be asked for
    cohorts: { grain: month, ages: 12 }
    recipients: { finance: [finance@example.com] }
    locale: en-GB
privacy: { k: 10, snapshot: weekly }
mail: { from: reports@example.com, domains: [example.com] }
`;
  return { text, missing };
}

const quoted = (text: string): string => JSON.stringify(text);
