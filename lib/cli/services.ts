import type { Services } from '#lib/pipeline/services.ts';
import { progressOn, type Terminal } from './terminal.ts';

/** The real clock and this terminal. */
export const servicesOn = (terminal: Terminal): Services => ({
  loadedAt: new Date(),
  seconds: () => performance.now() / 1000,
  progress: progressOn(terminal),
});
