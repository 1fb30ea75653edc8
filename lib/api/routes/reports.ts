import { Hono } from 'hono';
import { registeredScopes } from '#lib/config/recipient-groups.ts';
import { periodBefore } from '#lib/runs/iso-period.ts';
import { floorToMonday } from '#lib/units/calendar.ts';
import { dayIn } from '#lib/units/zoned-time.ts';
import { described, jsonOf } from '../describe.ts';
import { type ApiEnv, onlyWhoMay } from '../request-context.ts';
import { catalogue } from '../schemas.ts';

/** `GET /reports`: what can be asked for. It names no recipient. */
export const getReports = new Hono<ApiEnv>().get(
  '/reports',
  described({
    id: 'listReports',
    summary: 'The reports of the catalogue',
    responses: { 200: jsonOf(catalogue, 'every report, in the order of the configuration') },
  }),
  onlyWhoMay('read-catalogue'),
  (context) => {
    const { ports } = context.var.asked;
    const { business, reports } = ports.configuration;
    const today = dayIn(ports.clock().toISOString(), business.timeZone);
    const listed = reports.map((report) => ({
      id: report.id,
      title: report.title,
      scopes: [...registeredScopes(report)],
      segments: report.segments,
      timeZone: business.timeZone,
      schedule: report.schedule ?? null,
      lastClosedPeriod: periodBefore(floorToMonday(today)),
    }));
    return context.json({ reports: listed });
  },
);
