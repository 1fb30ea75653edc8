import { mapReleased } from '#lib/privacy/released.ts';
import { RELEASED_CONTENT } from '../artefacts/released-content.ts';
import { RENDERED_REPORT } from '../artefacts/rendered-report.ts';
import { filesOf, renderRun } from '../render-run.ts';
import { releasedKeys, type StoredRun } from './stored-run.ts';

/** Released content → every format that leaves. */
export async function renderStep(
  { configuration, released }: Pick<StoredRun, 'configuration' | 'released'>,
  runId: string,
): Promise<void> {
  const keys = releasedKeys(runId);
  const content = mapReleased(await released.load(keys.content), RELEASED_CONTENT.decode);
  const rendered = await renderRun(content, configuration);
  await released.keepFiles(keys.files, await filesOf(content, rendered, configuration));
  for (const report of rendered) {
    const stored = mapReleased(report, (one) => [
      { path: `${one.id}.json`, content: RENDERED_REPORT.encode(one) },
    ]);
    await released.keepFiles(keys.reports, stored);
  }
}
