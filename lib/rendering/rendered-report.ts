import type { ReportState } from '#lib/privacy/report.ts';

export interface Picture {
  /** File name without its ending; also the picture's content id in the message. */
  readonly name: string;
  readonly png: Uint8Array;
}

/** A report in every format that leaves, rendered from one released table. */
export interface RenderedReport {
  readonly id: string;
  readonly state: ReportState;
  readonly title: string;
  readonly period: string;
  readonly subject: string;
  /** As a file: pictures at `charts/NAME.png` beside it. */
  readonly html: string;
  readonly text: string;
  readonly json: string;
  readonly csv: string;
  readonly workbook: Uint8Array;
  readonly charts: readonly Picture[];
  readonly mail: MailParts;
}

/** What a message needs besides the parts above, fixed by the run: same run, same bytes. */
interface MailParts {
  /** As a message: pictures by content id. */
  readonly html: string;
  readonly from: string;
  /** Key of the mail ledger: boundary and message id derive from it. */
  readonly key: string;
  /** `YYYY-MM-DD`: the day the message is dated, which is `asOf`. */
  readonly date: string;
  /** Stem of the attachments' names. */
  readonly fileStem: string;
}

/** The content id of a picture in a message. */
export const contentId = (name: string): string => `${name}@report`;
