import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openReleased } from '#lib/privacy/released.ts';
import { contentId, type RenderedReport } from '#lib/rendering/rendered-report.ts';
import { type Address, parseAddress } from './address.ts';
import { checkRecipients } from './allow-list.ts';
import { composeToLeave } from './leaving/compose-to-leave.ts';
import type { Mailer, SendOutcome } from './mailer.ts';
import { checkSendable } from './sendable.ts';

/** Puts each message into a folder as `.eml`, `.html` and `.txt`, for a laptop and for tests. Sends nothing. */
export const outboxMailer = (folder: string): Mailer<'sent'> => ({
  async send(report, { recipients, allowed }) {
    const addresses = checkRecipients(recipients, allowed);
    const rendered = openReleased(report);
    checkSendable(rendered);
    await mkdir(folder, { recursive: true });
    const outcomes: SendOutcome<'sent'>[] = [];
    for (const address of addresses) {
      const message = openReleased(await composeToLeave(report, address));
      const stem = `${slug(address)}-${rendered.mail.fileStem}`;
      await writeFile(join(folder, `${stem}.eml`), message);
      await writeFile(join(folder, `${stem}.html`), selfContained(rendered));
      await writeFile(join(folder, `${stem}.txt`), rendered.text);
      const recipient = recipients.findIndex((text) => parseAddress(text) === address) + 1;
      outcomes.push({ recipient, status: 'sent', reference: `${stem}.eml` });
    }
    return outcomes;
  },
});

/** A file name from a closed alphabet; the digest keeps addresses apart that look alike in it. */
function slug(address: Address): string {
  const digest = createHash('sha256').update(address).digest('hex').slice(0, 6);
  return `${address
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)}-${digest}`;
}

/** The HTML with its pictures inside, so that the file can be opened alone. */
const selfContained = ({ mail, charts }: RenderedReport): string =>
  charts.reduce(
    (html, { name, png }) =>
      html.replace(
        `cid:${contentId(name)}"`,
        `data:image/png;base64,${Buffer.from(png).toString('base64')}"`,
      ),
    mail.html,
  );
