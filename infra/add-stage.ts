import { type App, Tags } from 'aws-cdk-lib';
import { scheduledReports } from './catalogue.ts';
import { existingTables } from './existing-tables.ts';
import type { FunctionSpec } from './line/function-spec.ts';
import type { LoadedCatalogue } from './load-catalogue.ts';
import { LakeStack } from './stacks/lake-stack.ts';
import { ReportingStack } from './stacks/reporting-stack.ts';
import { stackNames } from './stacks/stack-names.ts';
import type { Stage } from './stages.ts';

export interface Deployment {
  readonly stage: Stage;
  readonly catalogue: LoadedCatalogue;
  /** Folder with the code of a function. */
  readonly codeOf: (spec: FunctionSpec) => string;
}

/** The two stacks of a stage. */
export interface Stacks {
  readonly lake: LakeStack;
  readonly reporting: ReportingStack;
}

/** Adds them to an app. Throws `CatalogueError` and `StageError` where a report of the catalogue cannot be made in it. */
export function addStage(app: App, { stage, catalogue, codeOf }: Deployment): Stacks {
  const reports = scheduledReports(catalogue.configuration, stage.domains);
  const existing = existingTables(catalogue.configuration, stage);
  const lake = new LakeStack(app, stage, catalogue.configuration.scores?.keepDays);
  const reporting = new ReportingStack(app, { stage, lake, reports, existing, codeOf });
  for (const stack of [lake, reporting]) {
    Tags.of(stack).add('Application', 'tenure');
    Tags.of(stack).add('Deployment', stackNames(stage).prefix);
  }
  return { lake, reporting };
}
