/** What a message has that may not leave. */
export type LeavingFault =
  | 'UNREADABLE'
  | 'ATTACHMENT_TYPE'
  | 'ATTACHMENT_NAME'
  | 'STRANGE_ADDRESS'
  | 'IDENTIFIER'
  | 'NUMBER_NOT_RELEASED';

/** A composed message is not what was released, so nothing is sent. Says which kind of fault, never what was found. */
export class NotFitToLeaveError extends Error {
  override readonly name = 'NotFitToLeaveError';
  readonly code: LeavingFault;
  constructor(code: LeavingFault) {
    super(
      `${code}: the composed message is not what was released, so nothing was sent; compare email.html, figures.csv and workbook.xlsx with report.json`,
    );
    this.code = code;
  }
}
