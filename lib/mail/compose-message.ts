import MailComposer from 'nodemailer/lib/mail-composer';
import { mapReleasedAsync, type Released } from '#lib/privacy/released.ts';
import { contentId, type RenderedReport } from '#lib/rendering/rendered-report.ts';
import { recipientIdOf, recipientMailKeyOf } from '#lib/runs/mail-key.ts';
import { domainOf, parseAddress } from './address.ts';
import { headerText } from './header-text.ts';

/**
 * The message for one recipient as MIME bytes: text and HTML twins, pictures inside, workbook and figures attached.
 * Boundary and message id derive from the mail key, the date is `asOf`: same run, same bytes. A provider that writes
 * its own message id leaves the key in `References` and `X-Report-Key`. Throws `AddressError` or `HeaderInjectionError`.
 */
export const composeMessage = (
  report: Released<RenderedReport>,
  to: string,
): Promise<Released<Uint8Array>> =>
  mapReleasedAsync(report, async (rendered) => new Uint8Array(await mimeOf(rendered, to)));

function mimeOf({ subject, text, mail, ...report }: RenderedReport, to: string): Promise<Buffer> {
  const from = parseAddress(mail.from);
  const recipient = parseAddress(to);
  const key = recipientMailKeyOf(mail.key, recipientIdOf(recipient));
  const domain = domainOf(from);
  const message = new MailComposer({
    from,
    to: recipient,
    subject: headerText('Subject', subject),
    messageId: `<message.${key}@${domain}>`,
    references: `<${key}@${domain}>`,
    date: new Date(`${mail.date}T00:00:00Z`),
    baseBoundary: key,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'List-Id': headerText('List-Id', `<${report.id}.${domain}>`),
      'X-Report-Key': key,
    },
    text,
    html: mail.html,
    encoding: 'quoted-printable',
    attachments: [...pictures(report), ...tables(report, mail.fileStem)],
    disableUrlAccess: true,
    disableFileAccess: true,
  });
  return message.compile().build();
}

const pictures = ({ charts }: Pick<RenderedReport, 'charts'>) =>
  charts.map(({ name, png }) => ({
    filename: `${name}.png`,
    content: Buffer.from(png),
    contentType: 'image/png',
    cid: contentId(name),
  }));

const tables = ({ workbook, csv }: Pick<RenderedReport, 'workbook' | 'csv'>, stem: string) => [
  {
    filename: `${stem}.xlsx`,
    content: Buffer.from(workbook),
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
  { filename: `${stem}.csv`, content: Buffer.from(csv), contentType: 'text/csv; charset=utf-8' },
];
