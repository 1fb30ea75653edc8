import { openReleased, type Released } from '#lib/privacy/released.ts';
import type { RenderedReport } from '#lib/rendering/rendered-report.ts';
import { parseAddress } from '../address.ts';
import { composeMessage } from '../compose-message.ts';
import { checkSize } from '../message-size.ts';
import { checkLeaving } from './check-leaving.ts';

/**
 * The message for one recipient, read again and found to be what was released. Throws as `composeMessage`, and
 * `MessageTooLargeError` and `NotFitToLeaveError`.
 */
export async function composeToLeave(
  report: Released<RenderedReport>,
  to: string,
): Promise<Released<Uint8Array>> {
  const message = await composeMessage(report, to);
  const mime = openReleased(message);
  checkSize(mime.byteLength);
  const rendered = openReleased(report);
  const parties = { from: parseAddress(rendered.mail.from), to: parseAddress(to) };
  checkLeaving(mime, rendered, parties);
  return message;
}
