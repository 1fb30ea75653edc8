import { releasedRunOf } from '#lib/pipeline/steps/commit-release.ts';
import { renderStep } from '#lib/pipeline/steps/render-step.ts';
import { books, configuration, onRun, released } from './services.ts';

/** Released figures → mail, text, workbook, CSV, JSON and charts. */
export const handler = onRun('render', async ({ run }) => {
  const { runId } = await releasedRunOf(books(), run);
  const { configuration: read } = await configuration();
  await renderStep({ configuration: read, released: released() }, runId);
});
