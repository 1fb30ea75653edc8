import { expect, it } from 'vitest';
import { loadConfiguration } from '#lib/config/load-configuration.ts';
import { mapReleased, openReleased } from '#lib/privacy/released.ts';
import type { ReportState } from '#lib/privacy/report.ts';
import { fixtureReport } from '../../test/gallery/fixture-report.ts';
import { sealed } from '../../test/gallery/sealed-report.ts';
import { renderRun } from './render-run.ts';

const { configuration } = await loadConfiguration('infra/sample.yaml');

async function mailKey(state: ReportState, runId: string): Promise<string | undefined> {
  const { head, figures, withheld } = fixtureReport(state);
  const report = await sealed({ head: { ...head, runId }, figures, withheld });
  const content = mapReleased(report, (one) => ({
    reports: [one],
    models: [],
    excluded: { value: 0, reason: null } as const,
  }));
  const [rendered] = await renderRun(content, configuration);
  return rendered && openReleased(rendered).mail.key;
}

it('mails a week once, whatever run made it, and each notice of what holds it', async () => {
  expect(await mailKey('FINAL', 'aaaaaaaaaaaa')).toBe(await mailKey('FINAL', 'bbbbbbbbbbbb'));
  const held = await mailKey('HELD', 'aaaaaaaaaaaa');
  expect(await mailKey('HELD', 'aaaaaaaaaaaa')).toBe(held);
  expect(await mailKey('HELD', 'bbbbbbbbbbbb')).not.toBe(held);
});
