import * as z from 'zod';

/** How the result of a step is kept between two steps that run in different processes. */
export interface Artefact<T> {
  readonly name: string;
  encode(value: T): Uint8Array;
  /** Throws `ArtefactError` on anything that `encode` of this version did not write. */
  decode(bytes: Uint8Array): T;
}

/** Stored bytes that are not what their name says. Says where, never what. */
export class ArtefactError extends Error {
  override readonly name = 'ArtefactError';
  constructor(artefact: string, place: string, options?: ErrorOptions) {
    super(`stored ${artefact} is not readable at ${place}: run the step before it again`, options);
  }
}

/** JSON of a schema that can be turned round: maps, sets and bytes have codecs. */
export const artefact = <T>(name: string, schema: z.ZodType<T>): Artefact<T> => ({
  name,
  encode: (value) => new TextEncoder().encode(JSON.stringify(z.encode(schema, value))),
  decode: (bytes) => {
    const parsed = z.safeDecode(schema, parseJson(name, bytes));
    if (parsed.success) return parsed.data;
    const place = parsed.error.issues[0]?.path.join('.') ?? '';
    throw new ArtefactError(name, place === '' ? 'its root' : place);
  },
});

function parseJson(name: string, bytes: Uint8Array) {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new ArtefactError(name, 'its root', { cause });
  }
}

/** A map as its entries, in order; the values are plain JSON. */
export const mapOf = <V>(value: z.ZodType<V, V>) =>
  z.codec(
    z.custom<[string, V][]>(
      (given) => z.array(z.tuple([z.string(), value])).safeParse(given).success,
    ),
    z.map(z.string(), value),
    { decode: (entries) => new Map(entries), encode: (map) => [...map] },
  );

/** A set of names, sorted. */
export const nameSet = z.codec(z.array(z.string()), z.set(z.string()), {
  decode: (names) => new Set(names),
  encode: (names) => [...names].sort(),
});

/** Bytes as base64. */
export const byteArray = z.codec(z.base64(), z.instanceof(Uint8Array), {
  decode: (text) => new Uint8Array(Buffer.from(text, 'base64')),
  encode: (bytes) => Buffer.from(bytes).toString('base64'),
});
