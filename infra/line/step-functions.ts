import {
  checkData,
  fitModels,
  listDeliveries,
  measure,
  planLanding,
  planScope,
  readStatement,
  scanDelivery,
  settleSnapshot,
} from './lake-functions.ts';
import { finishRun, release, render, send } from './release-functions.ts';
import { keepScores, planScores } from './score-functions.ts';

/** The line, in the order in which it runs. */
export const STEP_FUNCTIONS = {
  listDeliveries,
  scanDelivery,
  planLanding,
  readStatement,
  settleSnapshot,
  checkData,
  planScope,
  fitModels,
  measure,
  release,
  render,
  send,
  planScores,
  keepScores,
  finishRun,
} as const;

export type StepName = keyof typeof STEP_FUNCTIONS;
