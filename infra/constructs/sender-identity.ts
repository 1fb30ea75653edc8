import * as ses from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import { arnOf } from '../line/arn-of.ts';
import type { Sending } from '../line/line-resources.ts';
import { stackNames } from '../stacks/stack-names.ts';
import type { Stage } from '../stages.ts';

/** The sender's domain and the set of rules that each message goes through: TLS or no delivery, no mail to who bounced. */
export class SenderIdentity extends Construct {
  readonly sending: Sending;
  readonly set: ses.CfnConfigurationSet;

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id);
    const { prefix } = stackNames(stage);
    this.set = new ses.CfnConfigurationSet(this, 'Set', {
      name: prefix,
      deliveryOptions: { tlsPolicy: 'REQUIRE' },
      reputationOptions: { reputationMetricsEnabled: true },
      sendingOptions: { sendingEnabled: true },
      suppressionOptions: { suppressedReasons: ['BOUNCE', 'COMPLAINT'] },
    });
    const domain = domainOf(stage.sender);
    if (stage.identity === 'create') this.identity(domain);
    this.sending = {
      sender: stage.sender,
      domains: stage.domains,
      identityArn: arnOf('ses', `identity/${domain}`),
      configurationSet: prefix,
      configurationSetArn: arnOf('ses', `configuration-set/${prefix}`),
    };
  }

  /** Signed with DKIM of 2,048 bits; bounces come to a name of the same domain. DMARC is the domain's own to publish. */
  private identity(domain: string): void {
    new ses.CfnEmailIdentity(this, 'Domain', {
      emailIdentity: domain,
      dkimAttributes: { signingEnabled: true },
      dkimSigningAttributes: { nextSigningKeyLength: 'RSA_2048_BIT' },
      feedbackAttributes: { emailForwardingEnabled: false },
      mailFromAttributes: {
        mailFromDomain: `bounce.${domain}`,
        behaviorOnMxFailure: 'REJECT_MESSAGE',
      },
    });
  }
}

const domainOf = (address: string): string =>
  address.slice(address.lastIndexOf('@') + 1).toLowerCase();
