import { ConfigurationError } from '#lib/config/load-configuration.ts';
import { ErasureAdvancedError } from '#lib/erasure/erasure-advanced.ts';
import { IntakeError } from '#lib/intake/intake-error.ts';
import { SendingOffError } from '#lib/mail/kill-switch.ts';
import { DecisionError } from '#lib/mail/operator.ts';
import { RunRequestError } from '#lib/pipeline/run-request.ts';
import { GateRefusal } from '#lib/privacy/gate/verdict.ts';

/** What the process answers to the shell; a script may act on it. */
export const EXIT = {
  ok: 0,
  unexpected: 1,
  usage: 2,
  held: 3,
  sentInPart: 4,
  refused: 5,
  interrupted: 130,
} as const;

/** What the caller can put right by other words, or by doing something else first. */
const ASKED_WRONG = [ConfigurationError, RunRequestError, DecisionError, SendingOffError];

/** Exit code of a failure that ended a command. A refused delivery is a failed data check: the report is held. */
export function exitCodeOf(error: unknown): number {
  if (ASKED_WRONG.some((wrong) => error instanceof wrong)) return EXIT.usage;
  if (error instanceof IntakeError) return EXIT.held;
  if (error instanceof GateRefusal || error instanceof ErasureAdvancedError) return EXIT.refused;
  return EXIT.unexpected;
}
