import * as z from 'zod';
import { identifier } from './report-configuration.ts';

const roles = z.array(identifier).max(20).default([]);

/** Who may sign what no check decides: roles, since a name is a person's. */
export const approvals = z.strictObject({
  holds: roles.describe('roles that may let a held report go, with a reason'),
  corrections: roles.describe('roles that may sign that a report that was sent is wrong'),
});
