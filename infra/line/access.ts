/** Keys of one bucket, by how they begin. */
export interface Prefixes {
  readonly read?: readonly string[];
  readonly write?: readonly string[];
  /** Written in parts, since it may be large. */
  readonly upload?: readonly string[];
  /** Taken back, where what was written is of no use. */
  readonly discard?: readonly string[];
}

/** Everything that a function may touch. What is not written here, its role cannot do. */
export interface Access {
  /** `list`: names, sizes and versions of deliveries; `read`: the bytes of a version too. */
  readonly deliveries?: 'list' | 'read';
  readonly lake?: Prefixes;
  readonly ledger?: Prefixes;
  readonly released?: Prefixes;
  /** Run statements that only read, and read their results. */
  readonly queries?: true;
  /** Look at the tables that sources name instead of files, and read them. */
  readonly existing?: true;
  /** Tables of the one database; an empty list only names it. */
  readonly glue?: readonly GlueAction[];
  readonly machine?: readonly MachineAction[];
  /** One message at a time, from the one sender, through the one configuration set. */
  readonly mail?: true;
}

export type GlueAction =
  | 'glue:CreateTable'
  | 'glue:DeleteTable'
  | 'glue:GetDatabase'
  | 'glue:GetPartitions'
  | 'glue:GetTable'
  | 'glue:GetTables'
  | 'glue:UpdateTable';

export type MachineAction =
  | 'states:DescribeExecution'
  | 'states:StartExecution'
  | 'states:StopExecution';
