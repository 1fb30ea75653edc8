import * as budgets from 'aws-cdk-lib/aws-budgets';
import type * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

export interface MonthlyBudgetProps {
  readonly name: string;
  readonly dollars: number;
  readonly topic: sns.Topic;
}

/** Tells when the month's bill of what carries our tag passes its budget, and when it is going to. */
export class MonthlyBudget extends Construct {
  constructor(scope: Construct, id: string, { name, dollars, topic }: MonthlyBudgetProps) {
    super(scope, id);
    const tell = (notificationType: string) => ({
      notification: { notificationType, comparisonOperator: 'GREATER_THAN', threshold: 100 },
      subscribers: [{ subscriptionType: 'SNS', address: topic.topicArn }],
    });
    const budget = new budgets.CfnBudget(this, 'Budget', {
      budget: {
        budgetName: name,
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: dollars, unit: 'USD' },
        costFilters: { TagKeyValue: [`user:Deployment$${name}`] },
      },
      notificationsWithSubscribers: [tell('ACTUAL'), tell('FORECASTED')],
    });
    budget.node.addDependency(topic);
  }
}
