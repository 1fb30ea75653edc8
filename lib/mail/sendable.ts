import type { RenderedReport } from '#lib/rendering/rendered-report.ts';

/** Readers get FINAL and PROVISIONAL reports; a HELD one holds a notice without figures. An analysis never leaves. */
export function checkSendable({ state, id }: RenderedReport): void {
  if (state === 'ANALYSIS') throw new NotForSendingError(id);
}

export class NotForSendingError extends Error {
  override readonly name = 'NotForSendingError';
  constructor(report: string) {
    super(`report ${report} is an analysis, not for sending: set privacy.snapshot to weekly`);
  }
}
