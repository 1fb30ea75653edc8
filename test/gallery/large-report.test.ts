import { expect, it } from 'vitest';
import type { ReleasedFigure } from '#lib/privacy/figure.ts';
import { openReleased } from '#lib/privacy/released.ts';
import { MailTooLargeError, renderReport } from '#lib/rendering/render-report.ts';
import { released } from './fixture-figure.ts';
import { fixtureReport } from './fixture-report.ts';
import { sealed } from './sealed-report.ts';

const OPTIONS = { mailKey: () => 'k', from: 'reports@example.com' };
const SCHEMES = ['country', 'channel', 'group'];
const LINES = ['ordering-customers', 'net-revenue', 'contribution', 'contribution-per-customer'];

const segments = (schemes: readonly string[]): ReleasedFigure[] =>
  schemes
    .flatMap((scheme) =>
      Array.from({ length: 40 }, (_, i) => ({ [scheme]: `Segment with a name ${i}` })),
    )
    .flatMap((scope, i) =>
      LINES.map((line) =>
        released(
          {
            metric: 'segment-profit',
            options: `line=${line}`,
            period: '2026-W47',
            scope,
            unit: 'money',
          },
          100_000 + i,
        ),
      ),
    );

const triangles = (): ReleasedFigure[] =>
  ['cohort-retention', 'revenue-retention', 'clv-historic'].flatMap((metric) =>
    Array.from({ length: 24 * 24 }, (_, i) => {
      const month = String((i % 12) + 1).padStart(2, '0');
      const cohort = `${2025 + Math.floor((i % 24) / 12)}-${month}`;
      const scope = { cohort, age: String(Math.floor(i / 24)) };
      const options = metric === 'clv-historic' ? 'grain=month' : '';
      return released({ metric, options, period: cohort, scope, unit: 'money' }, 1_000 + i);
    }),
  );

it('stays below the clipping size with 40 segments in three schemes and two years of cohorts', async () => {
  const { head } = fixtureReport();
  const large = {
    head: { ...head, segments: SCHEMES },
    figures: [...segments(SCHEMES), ...triangles()],
    withheld: 0,
  };
  const { html, csv, text } = openReleased(await renderReport(await sealed(large), OPTIONS));
  expect(Buffer.byteLength(html)).toBeLessThan(90_000);
  expect(html).toContain('20 more rows in the workbook.');
  expect(csv.split('\n')).toHaveLength(large.figures.length + 2);
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
});

it('refuses a mail that would be clipped', async () => {
  const schemes = Array.from({ length: 40 }, (_, i) => `scheme_${i}`);
  const { head } = fixtureReport();
  const clipped = { head: { ...head, segments: schemes }, figures: segments(schemes), withheld: 0 };
  await expect(renderReport(await sealed(clipped), OPTIONS)).rejects.toThrow(MailTooLargeError);
});
