import { createHash } from 'node:crypto';

/** Identity of a mail: report, period and revision, whatever run made it. A re-send is a new revision. */
export const mailKeyOf = (report: string, period: string, revision: number): string =>
  createHash('sha256')
    .update(JSON.stringify([report, period, revision]))
    .digest('hex')
    .slice(0, 40);
