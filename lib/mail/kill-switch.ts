import * as z from 'zod';
import type { Store, Stored } from '#lib/store/store.ts';
import { SWITCH_KEY } from './mail-keys.ts';
import type { MailLedger } from './mail-ledger.ts';

const killSwitch = z.strictObject({
  rev: z.int().min(1),
  writeId: z.string(),
  sending: z.enum(['on', 'off']),
  by: z.string(),
  at: z.iso.datetime(),
});
type KillSwitch = z.output<typeof killSwitch>;

/** Sending is on unless someone switched it off. Throws on a switch that cannot be read: then nothing is sent. */
export const isOff = (stored: Stored | null): boolean =>
  stored !== null && parse(stored).sending === 'off';

/** How sending stands; null where nobody has ever switched it. Throws on a switch that cannot be read. */
export async function readSwitch(store: Store): Promise<KillSwitch | null> {
  const found = await store.get(SWITCH_KEY);
  return found && parse(found);
}

/** For a sender without a ledger of mails. Throws `SendingOffError` while sending is switched off. */
export async function requireSending(store: Store): Promise<void> {
  const now = await readSwitch(store);
  if (now?.sending === 'off') throw new SendingOffError(now);
}

export class SendingOffError extends Error {
  override readonly name = 'SendingOffError';
  constructor({ by, at }: KillSwitch) {
    super(`no mail leaves: ${by} switched sending off at ${at}; run \`tenure mail on\` first`);
  }
}

const parse = ({ body }: Stored): KillSwitch =>
  killSwitch.parse(JSON.parse(new TextDecoder().decode(body)));

/**
 * Switches all sending off or on again; `by` is the role of who decides. Claims that were made before go on.
 * The newest decision holds.
 */
export async function switchSending(
  { store, process }: MailLedger,
  sending: 'on' | 'off',
  by: string,
): Promise<KillSwitch> {
  for (;;) {
    const found = await store.get(SWITCH_KEY);
    const next: KillSwitch = {
      rev: found === null ? 1 : parse(found).rev + 1,
      writeId: process.newId(),
      sending,
      by,
      at: process.now().toISOString(),
    };
    const body = new TextEncoder().encode(JSON.stringify(next));
    const written =
      found === null
        ? await store.createIfAbsent(SWITCH_KEY, body)
        : await store.replaceIfMatch(SWITCH_KEY, body, found.etag);
    if (typeof written !== 'string') return next;
  }
}
