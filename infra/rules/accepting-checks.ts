import type { App, PolicyValidationPluginReport } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { type Acceptance, accepts } from './acceptance.ts';

/**
 * The AwsSolutions pack of cdk-nag without what is accepted: a finding is known by its own name and place, which only
 * the finished template has. What was accepted stands in the report with its reason.
 */
export class AcceptingChecks extends AwsSolutionsChecks {
  private readonly accepted: readonly Acceptance[];

  constructor(app: App, accepted: readonly Acceptance[]) {
    super(app);
    this.accepted = accepted;
  }

  override validateScope(scope: IConstruct): PolicyValidationPluginReport {
    const reasons: Record<string, string> = {};
    const violations = super.validateScope(scope).violations.flatMap((violation) => {
      const { ruleName: name, violatingResources } = violation;
      const left = violatingResources.filter(({ constructPath: at = '' }) => {
        const because = this.accepted.find((one) => accepts(one, { name, at }));
        if (because) reasons[`${name} at ${at}`] = because.reason;
        return because === undefined;
      });
      return left.length === 0 ? [] : [{ ...violation, violatingResources: left }];
    });
    return { success: violations.length === 0, violations, metadata: reasons };
  }
}
