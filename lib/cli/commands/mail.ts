import { Command } from 'commander';
import type { ReportConfiguration } from '#lib/config/configuration.ts';
import { loadConfiguration } from '#lib/config/load-configuration.ts';
import { editionsOf } from '#lib/config/recipient-groups.ts';
import { readSwitch, switchSending } from '#lib/mail/kill-switch.ts';
import { readSendingAccount, type SendingProblem } from '#lib/mail/ses-account.ts';
import { sesClient } from '#lib/mail/ses-client.ts';
import { RunRequestError } from '#lib/pipeline/run-request.ts';
import { EXIT } from '../exit-codes.ts';
import { mailsIn, openBooks } from '../open-books.ts';
import type { Terminal } from '../terminal.ts';
import { byOption, configOption, ledgerOption } from './run-options.ts';

/** `tenure mail`: all sending stopped and begun again, and whether an account may send at all. */
export const mailCommand = (terminal: Terminal, exit: (code: number) => void): Command =>
  new Command('mail')
    .description('switch all sending off and on; ask whether the account may send')
    .addCommand(switchCommand('off', 'no mail leaves until sending is on again')(terminal))
    .addCommand(switchCommand('on', 'mails may leave again')(terminal))
    .addCommand(checkCommand(terminal, exit));

interface SwitchFlags {
  readonly store: string;
  readonly by: string;
  readonly dryRun: boolean;
}

const switchCommand =
  (sending: 'on' | 'off', description: string) =>
  ({ out }: Terminal): Command =>
    new Command(sending)
      .description(description)
      .addOption(ledgerOption)
      .addOption(byOption)
      .option('--dry-run', 'say how sending stands and what would be done', false)
      .action(async ({ store, by, dryRun }: SwitchFlags) => {
        const ledger = mailsIn(await openBooks(store));
        if (dryRun) {
          const now = await readSwitch(ledger.store);
          const since = now === null ? '' : ` since ${now.at} by ${now.by}`;
          return out(`sending is ${now?.sending ?? 'on'}${since}; would switch it ${sending}\n`);
        }
        const { at } = await switchSending(ledger, sending, by);
        out(`sending is ${sending} since ${at} by ${by}\n${AFTER[sending]}\n`);
      });

const AFTER = {
  off: 'A mail that was claimed before may still go out; all others wait.',
  on: 'Mails that wait go out with: tenure runs resend RUN',
} as const;

/** Asks SES of the account and region that the environment names, before a query is paid for. */
const checkCommand = ({ out }: Terminal, exit: (code: number) => void): Command =>
  new Command('check')
    .description('ask SES whether the reports of a configuration could be mailed now')
    .addOption(configOption)
    .action(async (flags: { readonly config: string }) => {
      const { mail, reports } = (await loadConfiguration(flags.config)).configuration;
      if (mail === undefined)
        throw new RunRequestError(`${flags.config}: has no mail section (from, domains)`);
      const messages = reports.flatMap(messagesOf).length;
      const account = await readSendingAccount(sesClient(), { from: mail.from, messages });
      for (const problem of account.problems) out(`${problem}: ${MENDS[problem]}\n`);
      if (account.problems.length > 0) return exit(EXIT.usage);
      out(`${mail.from} may send ${messages} mails now, ${account.perSecond} a second\n`);
    });

/** Each edition goes to the owner first. */
const messagesOf = (report: ReportConfiguration): readonly string[] =>
  editionsOf(report).flatMap(({ groups }) => [
    'seed',
    ...groups.flatMap(({ addresses }) => addresses),
  ]);

const MENDS: Readonly<Record<SendingProblem, string>> = {
  SENDING_PAUSED: 'SES has paused the account; its console says why',
  SENDER_NOT_VERIFIED:
    'publish the DKIM records of the domain in mail.from, and look again in this region',
  SANDBOX: 'only verified addresses receive mail; ask SES for production access',
  QUOTA_TOO_SMALL: 'fewer mails are left today than the reports need; ask SES for a larger quota',
};
