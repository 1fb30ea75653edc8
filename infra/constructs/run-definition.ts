import type { StepName } from '../line/step-functions.ts';
import { statementPhases } from './statement-phases.ts';
import {
  CATCH,
  FAILED,
  invokeStep,
  RUN,
  type RunDefinitionProps,
  type State,
  type Step,
} from './step-state.ts';

/** Whole runs end within six hours; what takes longer is stuck. */
const RUN_SECONDS = 21_600;

/**
 * The line as a state machine: what a state hands on is names and statements, never rows. Every step is tried again
 * only where trying again is harmless; a mail is not. Whatever fails, the run's record says so before the run ends.
 */
export function runDefinition(props: RunDefinitionProps): object {
  const step = (name: StepName, more: Step): State => invokeStep(props, name, more);
  const statements = (next: string): State => statementPhases(props, next);
  return {
    Comment: 'One report from delivered files to sent mail',
    TimeoutSeconds: RUN_SECONDS,
    StartAt: 'ListDeliveries',
    States: {
      ListDeliveries: step('listDeliveries', { keep: 'files', next: 'ScanDeliveries' }),
      ScanDeliveries: {
        Type: 'Map',
        ItemsPath: '$.files',
        ItemSelector: { ...RUN, 'file.$': '$$.Map.Item.Value.id' },
        MaxConcurrency: 20,
        ItemProcessor: {
          ProcessorConfig: { Mode: 'INLINE' },
          StartAt: 'ScanDelivery',
          States: { ScanDelivery: step('scanDelivery', { payload: '$', next: null }) },
        },
        ResultPath: null,
        Catch: CATCH,
        Next: 'PlanLanding',
      },
      PlanLanding: step('planLanding', { keep: 'phases', next: 'LandDeliveries' }),
      LandDeliveries: statements('SettleSnapshot'),
      SettleSnapshot: step('settleSnapshot', { next: 'CheckData' }),
      CheckData: step('checkData', { next: 'PlanScope' }),
      PlanScope: step('planScope', { keep: 'phases', next: 'KeepScope' }),
      KeepScope: statements('FitModels'),
      FitModels: step('fitModels', { next: 'Measure' }),
      Measure: step('measure', { next: 'Release' }),
      Release: step('release', { next: 'Render' }),
      Render: step('render', { next: 'Send' }),
      Send: step('send', { next: 'PlanScores' }),
      PlanScores: step('planScores', { keep: 'phases', next: 'WriteScores' }),
      WriteScores: statements('KeepScores'),
      KeepScores: step('keepScores', { next: 'FinishRun' }),
      FinishRun: step('finishRun', { next: null }),
      [FAILED]: step('finishRun', { failed: true, next: 'RunFailed' }),
      RunFailed: { Type: 'Fail', ErrorPath: '$.failure.Error', Cause: "See the run's record" },
    },
  };
}
