import { IntakeError } from '#lib/intake/intake-error.ts';
import type { LandedTable } from '#lib/intake/snapshot.ts';
import type { SourceSpec } from '#lib/intake/source-spec.ts';
import { newDelivery } from './delivery.ts';

/** A file's content, or several files by name. */
type Input = string | Uint8Array | Readonly<Record<string, string | Uint8Array>>;

/**
 * One row of the catalogue: its name, what comes in, the response, and how the source is described. A response is
 * `refused CODE`, `refused CODE line N`, `landed N`, with `, set aside REASON…` and `, warned CODE`.
 */
export type Case = readonly [
  name: string,
  input: Input,
  response: string,
  spec?: Partial<Omit<SourceSpec, 'files'>>,
];

/** Cases for `it.each`. */
export const named = (...cases: readonly Case[]) =>
  cases.map((entry) => ({ name: entry[0], response: entry[2], entry }));

/** Delivers the input and says what became of it, in as much detail as the expected response. */
export async function responseTo([, input, response, spec]: Case): Promise<string> {
  const delivery = await newDelivery();
  try {
    const files = filesOf(input);
    for (const [name, content] of files) await delivery.write(name, content);
    const names = files.map(([name]) => name).filter((name) => !name.endsWith('.manifest.json'));
    return describeLanded(
      await delivery.land({ table: 'orders', ...spec, files: names }),
      response,
    );
  } catch (error) {
    if (!(error instanceof IntakeError)) throw error;
    const line = response.includes(' line ') ? ` line ${error.line}` : '';
    return `refused ${error.code}${line}`;
  } finally {
    await delivery.discard();
  }
}

const filesOf = (input: Input): [string, string | Uint8Array][] =>
  typeof input === 'string' || input instanceof Uint8Array
    ? [['orders.csv', input]]
    : Object.entries(input);

function describeLanded(landed: LandedTable, response: string): string {
  const { delivered, accepted, quarantined, duplicates } = landed;
  if (delivered !== accepted + quarantined + duplicates) throw new Error('rows were lost');
  const reasons = landed.rejects.map(({ reason }) => reason);
  const setAside = reasons.length === 0 ? '' : `, set aside ${reasons.join(' ')}`;
  const codes = landed.warnings.map(({ code }) => code);
  const asked = /warned (\w+)/.exec(response)?.[1];
  const warned = codes.find((code) => code === asked) ?? codes.join(' ');
  return `landed ${accepted}${setAside}${asked === undefined ? '' : `, warned ${warned}`}`;
}
