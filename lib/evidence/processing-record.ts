import type { Configuration, ReportConfiguration } from '#lib/config/configuration.ts';
import { recipientGroups } from '#lib/config/recipient-groups.ts';
import { TABLE_NAMES, type TableName, tableContract } from '#lib/contract/tables.ts';
import { PURPOSES } from '#lib/privacy/scope/purposes.ts';
import { scopeWords } from '#lib/privacy/scope-name.ts';
import { columnsOfClass, PERSONAL_CLASSES, SCORE_COLUMNS, TABLES_READ } from './data-held.ts';
import { markdownTable } from './markdown.ts';
import { retentionOf } from './retention.ts';

/**
 * The record of processing activities (GDPR Art. 30 (1)) of one configuration, as Markdown: from the data map, the
 * purposes and the catalogue of reports, so that it changes when they do. It names no person and no address.
 */
export const processingRecord = (configuration: Configuration): string =>
  `${[
    '# Record of processing activities',
    'GDPR Art. 30 (1). Made by `tenure record` from the configuration and the data map; change those, not this file.',
    section('Controller', [
      `${configuration.business.name}. Its contacts and its data protection officer are named in its own register.`,
    ]),
    section('Purposes', purposes(configuration)),
    section('Persons', persons(configuration)),
    section('Categories of data', categories(configuration)),
    section('Reports and their recipients', reports(configuration)),
    section('Transfers', TRANSFERS),
    section('Time limits', timeLimits(configuration)),
    section('Measures', measures(configuration)),
  ].join('\n\n')}\n`;

const section = (title: string, lines: readonly string[]): string =>
  [`## ${title}`, '', ...lines].join('\n');

const purposes = ({ scope, scores }: Configuration): readonly string[] =>
  markdownTable(
    ['Purpose', 'Why', 'Lawful basis', 'Classes read', 'Identifiers read'],
    Object.entries(PURPOSES).map(([purpose, { why, classes, identifiers }]) => [
      purpose,
      why,
      purpose === 'customer-scoring' && scores === undefined
        ? 'none: not in use'
        : lawfulBasis[scope.lawfulBasis],
      classes.join(', '),
      identifiers.join(', '),
    ]),
  );

const lawfulBasis = {
  declared: 'declared by the controller',
  consents: 'consent (Art. 6 (1) a)',
} as const satisfies Readonly<Record<Configuration['scope']['lawfulBasis'], string>>;

const persons = ({ scope }: Configuration): readonly string[] => [
  'Customers of the controller with a paid order. Left out of everything: whoever asked to be erased, objected or asked',
  'for restriction, staff, test orders, and every state that is missing, unreadable or new.',
  '',
  `* Consent: ${scope.lawfulBasis === 'consents' ? 'only whoever granted it before the cut and has not withdrawn it' : 'not the basis'}.`,
  `* Region: ${scope.regions === 'any' ? 'any' : `only ${scope.regions.join(', ')}; an unknown one is out`}.`,
  `* Children: ${
    scope.children === undefined
      ? 'none expected; a birth year that says otherwise is out'
      : `below ${scope.children.ageLimit} out; an unknown age is ${scope.children.unknownAge}`
  }.`,
  `* Orders: ${scope.retentionDays === undefined ? 'all that were delivered' : `of the last ${scope.retentionDays} days`}.`,
];

function categories({ sources, scores }: Configuration): readonly string[] {
  const delivered = TABLE_NAMES.filter((table) => sources[table] !== undefined);
  const tables = delivered
    .filter(hasPersons)
    .map((table) => [
      `${table}: ${tableContract(table).grain}`,
      ...PERSONAL_CLASSES.map((dataClass) => listed(columnsOfClass(table, dataClass))),
      TABLES_READ.has(table) ? 'yes' : 'no',
    ]);
  return markdownTable(
    ['Table', ...PERSONAL_CLASSES, 'Read for figures'],
    scores === undefined ? tables : [...tables, SCORES],
  );
}

const listed = (columns: readonly string[] = []): string => columns.join(', ') || '–';

const SCORES = [
  'scores: one row per customer scored and cut, made here by profiling',
  ...PERSONAL_CLASSES.map((dataClass) => listed(SCORE_COLUMNS[dataClass])),
  'no',
];

const hasPersons = (table: TableName): boolean =>
  PERSONAL_CLASSES.some(
    (dataClass) => dataClass !== 'money' && columnsOfClass(table, dataClass).length > 0,
  );

const reports = ({ reports, mail }: Configuration): readonly string[] => [
  ...markdownTable(
    ['Report', 'Segments', 'When', 'Recipients'],
    reports.map((report) => [
      `${report.id}: ${report.title}`,
      report.segments.join(', ') || 'none',
      whenOf(report),
      recipientsOf(report),
    ]),
  ),
  '',
  `By mail to the exact addresses of each group, inside ${mail?.domains.join(', ') ?? 'no domain: nothing is sent'}. Reports hold figures of groups only.`,
];

const whenOf = ({ schedule }: ReportConfiguration): string =>
  schedule === undefined ? 'on request' : `every ${schedule.weekday}, ${schedule.at}`;

const recipientsOf = (report: ReportConfiguration): string =>
  recipientGroups(report)
    .map(({ name, scope, addresses }) => {
      const only = scopeWords(scope);
      return `${name} (${addresses.length}${only === '' ? '' : `, only ${only}`})`;
    })
    .join(', ') || 'nobody';

const TRANSFERS = [
  'Processor: the cloud provider of the account, or nobody where reports are made on a machine of the controller. Everything',
  'stays in the one region of the deployment; nothing is copied to another, and no country outside it receives data.',
];

const timeLimits = (configuration: Configuration): readonly string[] =>
  markdownTable(
    ['Data', 'Kept'],
    retentionOf(configuration).map(({ data, days }) => [
      data,
      days === null
        ? 'until the controller removes them'
        : `${days} ${days === 1 ? 'day' : 'days'}`,
    ]),
  );

const measures = ({ privacy }: Configuration): readonly string[] => [
  `* Figures leave through one gate: at least ${privacy.k} customers behind each, no amount that tells what one of them spent, totals`,
  '  and earlier reports taken into account. What cannot be checked is not sent.',
  '* Rows of one customer stay inside the engine. No e-mail, name, phone, address or free text is landed; an erasure request is kept',
  '  under a keyed hash of the id.',
  '* Encryption at rest and in transit, no public access, one role a step; logs hold no rows and no addresses.',
  '* Risks, controls and their tests: `dpia.md`.',
];
