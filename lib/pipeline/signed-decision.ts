import type { Configuration } from '#lib/config/configuration.ts';
import { TABLE_NAMES } from '#lib/contract/tables.ts';
import type { Signed } from '#lib/privacy/report.ts';
import { RunRequestError } from './run-request.ts';

/** What a decision may give as its grounds. Words of a person's own could name one, or end a line of a mail's head. */
const GROUNDS: Readonly<Record<Signed['act'], readonly string[]>> = {
  override: ['books not closed', 'known difference', 'known outage', 'one-off event', 'new source'],
  correction: ['wrong rate', 'double load', 'wrong definition', 'wrong mapping', 'wrong file'],
};

const ROLES = { override: 'holds', correction: 'corrections' } as const;
const FLAGS = { override: '--override-hold', correction: '--correct' } as const;

const DETAIL = /^(?: of ([A-Za-z_]{3,40}))?(?: on (\d{4}-\d{2}-\d{2}))?$/;

/** A decision as somebody asks for it. */
export interface Asked {
  readonly act: Signed['act'];
  readonly words: string;
  readonly approver: string | undefined;
}

/**
 * The decision, if its approver may sign it and its grounds are of the list: `GROUND [of CURRENCY or TABLE] [on DAY]`.
 * Throws `RunRequestError`, which repeats neither the words nor an unknown role.
 */
export function signedDecision(
  { act, words, approver }: Asked,
  configuration: Configuration,
): Signed {
  const roles = configuration.approvals?.[ROLES[act]] ?? [];
  const section = `approvals.${ROLES[act]}`;
  if (approver === undefined)
    throw new RunRequestError(`${FLAGS[act]}: takes --approved-by with a role of ${section}`);
  if (!roles.includes(approver))
    throw new RunRequestError(
      `--approved-by: must be one of ${section} of the configuration, which ${roles.length === 0 ? 'lists nobody' : `are ${roles.join(', ')}`}`,
    );
  if (!isGround(words, GROUNDS[act]))
    throw new RunRequestError(
      `${FLAGS[act]}: must be one of ${GROUNDS[act].join(', ')}, then if it helps "of" a currency or table, "on" a day: "${GROUNDS[act][0]} of EUR on 2026-11-20"${act === 'correction' ? '; late data are no cause: they wait for the next bundle' : ''}`,
    );
  return { act, approver, words };
}

function isGround(words: string, grounds: readonly string[]): boolean {
  const ground = grounds.find((known) => words.startsWith(known));
  const detail = ground === undefined ? null : DETAIL.exec(words.slice(ground.length));
  if (detail === null) return false;
  const [, subject, day] = detail;
  return (subject === undefined || isCurrencyOrTable(subject)) && (day === undefined || isDay(day));
}

const isCurrencyOrTable = (name: string): boolean =>
  TABLE_NAMES.some((table) => table === name) || Intl.supportedValuesOf('currency').includes(name);

const isDay = (day: string): boolean =>
  !Number.isNaN(Date.parse(day)) && new Date(day).toISOString().startsWith(day);
