import { mapReleased, type Released } from '#lib/privacy/released.ts';
import type { ReportState } from '#lib/privacy/report.ts';
import type { RenderedReport } from '#lib/rendering/rendered-report.ts';
import { fixtureHead } from '../../test/gallery/fixture-report.ts';
import { sealed } from '../../test/gallery/sealed-report.ts';

const EMPTY_ARCHIVE = new Uint8Array([0x50, 0x4b, 5, 6, ...Array(18).fill(0)]);

/** A report without figures that has passed the gate, as if rendered: quick to seal and small to send. */
export async function smallReport(state: ReportState = 'FINAL'): Promise<Released<RenderedReport>> {
  const report = await sealed({ head: fixtureHead(state), figures: [], withheld: 0 });
  return mapReleased(report, ({ head }) => ({
    id: head.id,
    state,
    title: head.title,
    period: head.period,
    subject: `[${state} r1] ${head.title}`,
    html: '<p>Nothing happened.</p>',
    text: 'Nothing happened.',
    json: JSON.stringify(head),
    csv: 'report\n',
    workbook: EMPTY_ARCHIVE,
    charts: [],
    mail: {
      html: '<p>Nothing happened.</p>',
      from: 'reports@example.com',
      key: `weekly-${state}`,
      date: head.asOf,
      fileStem: `weekly-${head.period}-r1`,
    },
  }));
}
