import * as z from 'zod';
import type { Configuration } from '#lib/config/configuration.ts';

/** One deployment of Tenure: everything that differs between two of them, and nothing about the account. */
export interface Stage {
  /** Part of every name in the account. */
  readonly name: string;
  /** The one region; nothing is copied out of it. */
  readonly region: string;
  readonly sender: string;
  /** A report goes to addresses in these domains only. */
  readonly domains: readonly string[];
  readonly deliveries: Deliveries;
  /** Where the files of tables lie that sources name instead of files; null where none does. */
  readonly tables: TableFiles | null;
  /** Whether the sender's domain becomes an identity of this deployment or is one already. */
  readonly identity: 'create' | 'existing';
  /** Most gigabytes that one query may read. */
  readonly queryGigabytes: number;
  /** Monthly spend, in US dollars, at which the alarm address is told. */
  readonly budget: number;
  /** Who is told when something breaks; null leaves the topic without a reader. */
  readonly alarmEmail: string | null;
}

/** Where a company drops its files: in a bucket of its own, or in one that is made for it. */
export type Deliveries =
  | { readonly kind: 'create' }
  | { readonly kind: 'existing'; readonly bucket: string; readonly key: string | null };

/** Folders of tables that somebody else fills, and the key of their bucket where it has one. */
export interface TableFiles {
  readonly folders: readonly Folder[];
  readonly key: string | null;
}

/** Objects whose keys begin alike: an empty prefix is a whole bucket. */
export interface Folder {
  readonly bucket: string;
  readonly prefix: string;
}

const FOLDER = /^s3:\/\/([a-z0-9][a-z0-9.-]{2,62})\/((?:[\w.=-]+\/)*)$/;
const folder = z
  .string()
  .regex(FOLDER, 'must be folders as s3://bucket/folder/, with commas between')
  .transform((text): Folder => {
    const [, bucket = '', prefix = ''] = FOLDER.exec(text) ?? [];
    return { bucket, prefix };
  });
const key = z.string().regex(/^arn:[a-z-]+:kms:/, 'must be the ARN of a KMS key');

const domain = z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'must be a domain as example.com');
const address = z.string().regex(/^[^\s@<>,;]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'must be one address');

const facts = z.object({
  stage: z
    .string()
    .regex(/^[a-z][a-z0-9]{1,11}$/, 'must be 2 to 12 lower case letters or digits')
    .default('main'),
  region: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be a region as eu-west-1')
    .default('eu-west-1'),
  sender: address,
  domains: z.array(domain).min(1),
  data: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{2,62}$/, 'must be a bucket, or new')
    .default('new'),
  dataKey: key.optional(),
  tables: z.array(folder).min(1).optional(),
  tablesKey: key.optional(),
  identity: z.enum(['create', 'existing']).default('create'),
  queryGigabytes: z.coerce.number().min(0.01).max(1000).default(100),
  budget: z.coerce.number().min(1).default(30),
  alarms: address.optional(),
});

/** Facts by name as they stand on the command line (`-c sender=…`); what is absent comes from the configuration. */
export type Facts = Readonly<Record<string, unknown>>;
export const FACT_NAMES: readonly string[] = Object.keys(facts.shape);

/** Throws `StageError` with every fact that is missing or malformed. */
export function stageFrom(given: Facts, { mail }: Pick<Configuration, 'mail'>): Stage {
  const parsed = facts.safeParse({
    ...given,
    sender: given['sender'] ?? mail?.from,
    domains: listOf(given['domains']) ?? mail?.domains,
    tables: listOf(given['tables']),
    alarms: given['alarms'] ?? mail?.owner,
  });
  if (!parsed.success) throw new StageError(parsed.error.issues.map(messageOf));
  if (mail !== undefined && parsed.data.sender !== mail.from)
    throw new StageError([
      'sender: must be mail.from of the configuration, which is the sender that mails are rendered with; change one of them',
    ]);
  const { stage, data, dataKey, alarms, tables, tablesKey, ...rest } = parsed.data;
  const deliveries: Deliveries =
    data === 'new' ? { kind: 'create' } : { kind: 'existing', bucket: data, key: dataKey ?? null };
  return {
    ...rest,
    name: stage,
    deliveries,
    tables: tables === undefined ? null : tableFiles(tables, tablesKey),
    alarmEmail: alarms ?? null,
  };
}

const tableFiles = (folders: readonly Folder[], ofBucket: string | undefined): TableFiles => ({
  folders,
  key: ofBucket ?? null,
});

const listOf = (given: unknown): string[] | undefined =>
  typeof given === 'string' ? given.split(',').map((one) => one.trim()) : undefined;

const messageOf = ({ path, message }: z.core.$ZodIssue): string =>
  `${path[0] === undefined ? 'stage' : String(path[0])}: ${message}; say it with -c ${String(path[0])}=… or in the configuration's mail`;

/** What a deployment needs to know and was not told. */
export class StageError extends Error {
  override readonly name = 'StageError';
  constructor(findings: readonly string[]) {
    super(findings.join('\n'));
  }
}
