import type { RunKey } from './run-key.ts';
import type { WantedRun } from './trigger.ts';

export const KEY: RunKey = {
  tenant: 'main',
  report: 'weekly',
  scope: 'all',
  period: '2026-W47',
  configHash: 'c',
  revision: 1,
};

/** What the schedule asks for. */
export const WANTED: WantedRun = {
  key: KEY,
  asOf: '2026-11-23',
  delivery: 'scheduled',
  by: { principal: 'schedule', request: 'schedule' },
};
