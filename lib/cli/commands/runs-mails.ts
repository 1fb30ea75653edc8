import { Command } from 'commander';
import { abandon, confirmNotReceived } from '#lib/mail/operator.ts';
import { readRunMails, readRunRows, runMailsOf } from '#lib/mail/run-mails.ts';
import { RunRequestError } from '#lib/pipeline/run-request.ts';
import { resumeRun } from '#lib/runs/request-run.ts';
import { attemptIds } from '#lib/runs/run-key.ts';
import { isFinished } from '#lib/runs/run-state.ts';
import type { RunStore } from '#lib/runs/run-store.ts';
import type { Trigger } from '#lib/runs/trigger.ts';
import { accountMachine, type MachineFlags } from '../account-machine.ts';
import { findMail } from '../find-mail.ts';
import { findRun } from '../find-runs.ts';
import { listedMail, mailsText } from '../mail-text.ts';
import { mailsIn, openBooks } from '../open-books.ts';
import { shortId } from '../run-text.ts';
import type { Terminal } from '../terminal.ts';
import { byOption, ledgerOption, machineOption } from './run-options.ts';

/** `tenure runs mails`: every mail of a run, and what became of it. */
export const mailsCommand = ({ out }: Terminal): Command =>
  new Command('mails')
    .description('every mail of a run, and what became of it')
    .argument('<run>', 'id of the run, or its beginning')
    .addOption(ledgerOption)
    .option('--json', 'print one JSON document', false)
    .action(async (id: string, flags: { readonly store: string; readonly json: boolean }) => {
      const books = await openBooks(flags.store);
      const { trigger } = await findRun(books, id);
      const rows = await readRunRows(mailsIn(books), mailsOf(trigger));
      const mails = runMailsOf(rows.map(({ row }) => row));
      const all = { ...mails, mails: rows.map(listedMail) };
      out(`${flags.json ? JSON.stringify(all, null, 2) : mailsText(rows, mails)}\n`);
    });

/** `tenure runs resend`: one more attempt at a run, for the mails that wait. Nobody gets a mail that was accepted. */
export const resendCommand = ({ out }: Terminal): Command =>
  new Command('resend')
    .description('send the mails of a run that wait: put off, or confirmed as not received')
    .argument('<run>', 'id of the run, or its beginning')
    .addOption(ledgerOption)
    .addOption(machineOption)
    .option('--dry-run', 'say what would be done', false)
    .action(async (id: string, flags: MachineFlags & { readonly dryRun: boolean }) => {
      const machine = accountMachine(flags);
      if (machine === null)
        throw new RunRequestError(
          `--store ${flags.store}: a run on this machine writes its mails to its outbox, where none waits; give the ledger bucket of an account`,
        );
      const books = await openBooks(flags.store);
      const { trigger, planned } = await waitingMails(books, id);
      const name = shortId(trigger.run);
      if (flags.dryRun) return out(`would start ${name} again; mails that wait: ${planned}\n`);
      const { attempt } = await resumeRun(books, machine, trigger.run);
      out(`attempt ${attempt} of ${name} has started; mails that wait: ${planned}\n`);
    });

/** A run that has ended and left mails waiting. Throws `RunRequestError` for any other. */
async function waitingMails(books: RunStore, id: string) {
  const { trigger, state } = await findRun(books, id);
  if (!isFinished(state))
    throw new RunRequestError(`${id} is ${state.state}: it sends what waits itself`);
  const { counts } = await readRunMails(mailsIn(books), mailsOf(trigger));
  if (counts.planned > 0) return { trigger, planned: counts.planned };
  throw new RunRequestError(`no mail of ${id} waits to be sent; see \`tenure runs mails ${id}\``);
}

const mailsOf = (trigger: Trigger) => ({ period: trigger.period, runIds: attemptIds(trigger) });

interface DecisionFlags {
  readonly store: string;
  readonly by: string;
  readonly dryRun: boolean;
}

/** A verb that decides about one mail in doubt. */
const deciding =
  (name: string, description: string, decide: typeof abandon) =>
  ({ out }: Terminal): Command =>
    new Command(name)
      .description(description)
      .argument('<mailkey>', 'key of the mail, or its beginning')
      .addOption(ledgerOption)
      .addOption(byOption)
      .option('--dry-run', 'say what would be done', false)
      .action(async (begin: string, { store, by, dryRun }: DecisionFlags) => {
        const ledger = mailsIn(await openBooks(store));
        const mail = await findMail(ledger, begin);
        const row = await decide(ledger, { ...mail, by, dryRun });
        const next =
          row.state === 'PLANNED' ? `; send it: tenure runs resend ${shortId(row.runId)}` : '';
        out(`${mail.mailKey} ${dryRun ? 'would be' : 'is'} ${row.state}${next}\n`);
      });

/** `tenure runs confirm-not-received`: the reader has no mail, so that it may be sent again. */
export const confirmNotReceivedCommand = deciding(
  'confirm-not-received',
  'a mail in doubt for an hour did not arrive: plan it again',
  confirmNotReceived,
);

/** `tenure runs abandon`: nobody will find out; the mail is never sent again. */
export const abandonCommand = deciding(
  'abandon',
  'a mail in doubt is given up: it stays unresolved and is never sent again',
  abandon,
);
