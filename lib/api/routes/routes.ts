import { Hono } from 'hono';
import type { ApiEnv } from '../request-context.ts';
import { postCancel } from './cancel.ts';
import { postErasure } from './erasures.ts';
import { getRecalculation } from './recalculation.ts';
import { postRecalculation } from './recalculations.ts';
import { getReport } from './report.ts';
import { getReports } from './reports.ts';

/** Every route that the OpenAPI document describes. */
export const apiRoutes = new Hono<ApiEnv>()
  .route('/', postRecalculation)
  .route('/', getRecalculation)
  .route('/', getReport)
  .route('/', postCancel)
  .route('/', postErasure)
  .route('/', getReports);
