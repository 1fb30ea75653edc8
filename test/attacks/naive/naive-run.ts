import { join } from 'node:path';
import type { ReleasedContent } from '#lib/pipeline/release-drafts.ts';
import { filesOf, renderRun } from '#lib/pipeline/render-run.ts';
import type { RunRequest } from '#lib/pipeline/run-request.ts';
import { deliveriesOf } from '#lib/pipeline/send-reports.ts';
import type { Services } from '#lib/pipeline/services.ts';
import { writeReleasedFiles } from '#lib/pipeline/write-files.ts';
import { mapReleased, type Released } from '#lib/privacy/released.ts';
import { sealed } from '../../gallery/sealed-report.ts';
import { type RunPlan, requestOf, servicesOf } from '../runs/run-request.ts';
import { writeCarelessFiles } from './careless-files.ts';
import { naiveDrafts } from './naive-drafts.ts';
import { thresholdOnly } from './threshold-only.ts';

/** The same line with a threshold for a gate: same figures, same mails, same files. */
export async function naiveRun(plan: RunPlan, send = true): Promise<void> {
  const request = { ...(await requestOf(plan)), send };
  const services = servicesOf(plan);
  const drafts = await naiveDrafts(request, services);
  const [draft] = drafts.reports;
  if (draft === undefined) throw new Error('the shop has one report');
  const content = mapReleased(await sealed(thresholdOnly(draft)), (report) => ({
    reports: [report],
    models: drafts.models,
    excluded: { value: drafts.excluded, reason: null },
  }));
  await writeContent(content, request, services);
  await writeCarelessFiles(draft, {
    delivered: request.directory,
    folder: join(request.out, 'more'),
  });
}

/** Renders and writes what was let out, and mails it if the run is to send. */
export async function writeContent(
  content: Released<ReleasedContent>,
  { configuration, out, send }: RunRequest,
  { mailer }: Services,
): Promise<void> {
  const rendered = await renderRun(content, configuration);
  await writeReleasedFiles(out, await filesOf(content, rendered, configuration));
  const [own] = configuration.reports;
  if (!send || own === undefined) return;
  const [everyone] = deliveriesOf(own, configuration, { held: false, scope: 'all' });
  if (everyone === undefined) return;
  for (const report of rendered) await mailer.send(report, everyone.delivery);
}
