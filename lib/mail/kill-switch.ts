import * as z from 'zod';
import type { Stored } from '#lib/store/store.ts';
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
): Promise<void> {
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
    if (typeof written !== 'string') return;
  }
}
