import type { Folder } from '../stages.ts';

/** A bucket and the key that encrypts it; null where its owner keeps no key of his own. */
export interface KeyedBucket {
  readonly name: string;
  readonly arn: string;
  readonly keyArn: string | null;
}

/** What outlives a deployment of code: the buckets, the database, the two workgroups. */
export interface LakeResources {
  readonly deliveries: KeyedBucket;
  readonly lake: KeyedBucket;
  readonly results: KeyedBucket;
  readonly ledger: KeyedBucket;
  readonly released: KeyedBucket;
  readonly database: string;
  /** Where functions query: its settings bind everybody. */
  readonly readers: string;
  /** Where the machine writes tables: a table says itself where it lies. */
  readonly writers: string;
}

/** What a mail leaves through. */
export interface Sending {
  readonly sender: string;
  readonly domains: readonly string[];
  readonly identityArn: string;
  readonly configurationSetArn: string;
  readonly configurationSet: string;
}

/** Tables of the catalogue that somebody else fills, and where their files lie. */
export interface ExistingTables {
  /** `database.table` of each. */
  readonly tables: readonly string[];
  readonly folders: readonly Folder[];
  readonly keyArn: string | null;
}

/** Everything that access can be given to. */
export interface LineResources extends LakeResources {
  /** Name of the state machine that runs the line. */
  readonly machine: string;
  readonly sending: Sending;
  readonly existing: ExistingTables;
}
