import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';

/** An AWS service that uses a key by itself, and for what. */
export interface KeyUse {
  readonly service: string;
  readonly actions: readonly string[];
  /** Narrows the use further than to this account. */
  readonly conditions?: Record<string, Record<string, string>>;
}

export interface ServiceKeyProps {
  readonly description: string;
  readonly uses: readonly KeyUse[];
}

/** A key that turns over every year, kept when its stack goes, used by roles that say so and by the services named here. */
export class ServiceKey extends Construct {
  readonly key: kms.Key;

  constructor(scope: Construct, id: string, { description, uses }: ServiceKeyProps) {
    super(scope, id);
    this.key = new kms.Key(this, 'Key', {
      description,
      enableKeyRotation: true,
      rotationPeriod: Duration.days(365),
      pendingWindow: Duration.days(30),
      removalPolicy: RemovalPolicy.RETAIN,
      policy: new iam.PolicyDocument({
        statements: [accountStatement(), ...uses.map(useStatement)],
      }),
    });
  }
}

/** Without it a key cannot be administered any more; with it, policies of the account's roles decide. */
const accountStatement = (): iam.PolicyStatement =>
  new iam.PolicyStatement({
    sid: 'RolesOfTheAccountDecide',
    principals: [new iam.AccountRootPrincipal()],
    actions: ['kms:*'],
    resources: ['*'],
  });

const useStatement = ({ service, actions, conditions }: KeyUse): iam.PolicyStatement =>
  new iam.PolicyStatement({
    principals: [new iam.ServicePrincipal(service)],
    actions: [...actions],
    resources: ['*'],
    conditions: conditions ?? { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
  });
