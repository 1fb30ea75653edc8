import { type App, Aws, CfnOutput, Stack } from 'aws-cdk-lib';
import * as glue from 'aws-cdk-lib/aws-glue';
import type * as kms from 'aws-cdk-lib/aws-kms';
import { accessLogBucket } from '../constructs/access-log-bucket.ts';
import { DataBucket, type Keeping } from '../constructs/data-bucket.ts';
import { keepAsLedger } from '../constructs/ledger-policy.ts';
import { queryWorkgroup } from '../constructs/query-workgroup.ts';
import { reportKeyUses } from '../constructs/report-key-uses.ts';
import { ServiceKey } from '../constructs/service-key.ts';
import type { KeyedBucket, LakeResources } from '../line/line-resources.ts';
import type { Deliveries, Stage } from '../stages.ts';
import { stackNames } from './stack-names.ts';

/**
 * Landed tables live 25 months, what a run derives from them a day; scores, where there are any, as long as the
 * configuration says, also when no run comes that would remove them to the day.
 */
const lakeKeeping = (scoreDays: number | undefined): readonly Keeping[] => [
  { prefix: 'landed/', days: 760 },
  { prefix: 'staged/', days: 1 },
  { prefix: 'scoped/', days: 1 },
  { prefix: 'work/', days: 1 },
  ...(scoreDays === undefined ? [] : [{ prefix: 'scores/', days: scoreDays, replacedDays: 1 }]),
];

/** Repeated requests are recognised for a week, mail rows hold no address and are kept for 13 months. */
const LEDGER: readonly Keeping[] = [
  { prefix: 'idem/', days: 7 },
  { prefix: 'mail/', days: 400 },
];

/** What stays when code goes: data, keys, database. Two keys, so that who may send mail can be kept from the lake twice. */
export class LakeStack extends Stack {
  readonly resources: LakeResources;
  readonly reportKey: kms.Key;

  /** `scoreDays`: how long scores of customers may be kept, where the configuration asks for any. */
  constructor(scope: App, stage: Stage, scoreDays?: number) {
    const { lake: stackName, prefix } = stackNames(stage);
    super(scope, stackName, {
      env: { region: stage.region },
      description: 'Tenure: delivered files, landed tables, ledger and released reports',
      terminationProtection: true,
    });
    const dataKey = new ServiceKey(this, 'DataKey', {
      description: 'Tenure: what holds persons (deliveries, lake, query results)',
      uses: [],
    }).key;
    this.reportKey = new ServiceKey(this, 'ReportKey', {
      description: 'Tenure: what holds no persons (ledger, released reports, logs, alarms)',
      uses: reportKeyUses(prefix),
    }).key;
    const accessLogs = accessLogBucket(this);
    const keep = (id: string, key: kms.Key, rules: readonly Keeping[]): DataBucket =>
      new DataBucket(this, id, { key, accessLogs, keep: rules });
    const results = keep('Results', dataKey, [{ prefix: '', days: 1 }]).keyed;
    const ledger = keep('Ledger', this.reportKey, LEDGER);
    keepAsLedger(ledger.bucket);
    this.resources = {
      deliveries: this.deliveries(stage.deliveries, () => keep('Deliveries', dataKey, []).keyed),
      lake: keep('Lake', dataKey, lakeKeeping(scoreDays)).keyed,
      results,
      ledger: ledger.keyed,
      released: keep('Released', this.reportKey, [{ prefix: '', days: 400 }]).keyed,
      database: this.database(prefix),
      ...this.workgroups(stage, results),
    };
    this.outputs();
  }

  /** Files are read again for every landing, so a bucket of ours keeps them until the company removes them. */
  private deliveries(given: Deliveries, create: () => KeyedBucket): KeyedBucket {
    if (given.kind === 'create') return create();
    return {
      name: given.bucket,
      arn: `arn:${Aws.PARTITION}:s3:::${given.bucket}`,
      keyArn: given.key,
    };
  }

  private database(prefix: string): string {
    const name = prefix.replaceAll('-', '_');
    new glue.CfnDatabase(this, 'Database', {
      catalogId: Aws.ACCOUNT_ID,
      databaseInput: { name, description: 'Landed tables of Tenure, one a landing' },
    });
    return name;
  }

  private workgroups(stage: Stage, results: KeyedBucket) {
    const { prefix } = stackNames(stage);
    const { queryGigabytes } = stage;
    const readers = queryWorkgroup(this, 'Readers', {
      name: prefix,
      description: 'Grouped queries of Tenure',
      enforced: true,
      results,
      queryGigabytes,
    });
    const writers = queryWorkgroup(this, 'Writers', {
      name: `${prefix}-tables`,
      description: 'Tables that a run of Tenure writes',
      enforced: false,
      results,
      queryGigabytes,
    });
    return { readers: readers.name, writers: writers.name };
  }

  private outputs(): void {
    const { deliveries, ledger, released } = this.resources;
    new CfnOutput(this, 'DeliveriesBucket', { value: deliveries.name });
    new CfnOutput(this, 'LedgerBucket', { value: ledger.name });
    new CfnOutput(this, 'ReleasedBucket', { value: released.name });
  }
}
