import { Command, CommanderError } from 'commander';
import { CODE_VERSION } from '#lib/runs/run-identity.ts';
import { accessCommand } from './commands/access.ts';
import { apiCommand } from './commands/api.ts';
import { checkCommand } from './commands/check.ts';
import { eraseCommand } from './commands/erase.ts';
import { evidenceCommand } from './commands/evidence.ts';
import { explainCommand } from './commands/explain.ts';
import { initCommand } from './commands/init.ts';
import { mailCommand } from './commands/mail.ts';
import { openapiCommand } from './commands/openapi.ts';
import { previewCommand } from './commands/preview.ts';
import { recordCommand } from './commands/record.ts';
import { runCommand } from './commands/run.ts';
import { runsCommand } from './commands/runs.ts';
import { sampleCommand } from './commands/sample.ts';
import { schemaCommand } from './commands/schema.ts';
import { EXIT, exitCodeOf } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

/** Runs one command. Returns the exit code; says what went wrong on stderr, never with a person's data. */
export async function main(argv: readonly string[], terminal: Terminal): Promise<number> {
  let code: number = EXIT.ok;
  const exit = (value: number) => {
    code = value;
  };
  const program = new Command('tenure')
    .description(
      'Customer value reports from order files: cohort CLV, CAC and retention, privacy-checked.',
    )
    .version(CODE_VERSION, '-V, --version')
    .showSuggestionAfterError(true)
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err });
  for (const command of [
    runCommand(terminal, exit),
    checkCommand(terminal, exit),
    initCommand(terminal),
    previewCommand(terminal),
    explainCommand(terminal),
    schemaCommand(terminal),
    recordCommand(terminal),
    accessCommand(terminal),
    runsCommand(terminal),
    mailCommand(terminal, exit),
    eraseCommand(terminal),
    evidenceCommand(terminal, exit),
    apiCommand(terminal),
    openapiCommand(terminal),
    sampleCommand(terminal),
  ]) {
    program.addCommand(inheriting(command, program));
  }
  try {
    await program.parseAsync([...argv]);
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    terminal.err(`\n${error instanceof Error ? error.message : 'failed'}\n`);
    return exitCodeOf(error);
  }
}

/** Gives a command and its own commands what the program answers with: exit codes, output, suggestions. */
function inheriting(command: Command, parent: Command): Command {
  command.copyInheritedSettings(parent);
  for (const own of command.commands) inheriting(own, command);
  return command;
}
