import { identityHash } from '#lib/runs/identity-hash.ts';
import { CODE_VERSION } from '#lib/runs/run-identity.ts';
import { runStep, type StepStores, sha256Of } from '#lib/runs/step-memo.ts';
import { type Artefact, ArtefactError } from '../artefacts/artefact.ts';
import type { StepMemory } from './stored-run.ts';

/** Where one attempt of a run keeps the results of its steps. */
export interface StepPlaces extends StepStores {
  /** Prefix of the attempt's pointers, such as `runs/KEY/a1`. */
  readonly pointers: string;
  /** What every step of the run depends on besides the steps before it: report, cut, configuration. */
  readonly identity: object;
}

/**
 * Contents under their hash, a memo by inputs, one pointer a step, in this order: a crash between leaves an orphan,
 * never a pointer to nothing, and what was computed once is recalled.
 */
export function stepMemory(places: StepPlaces): StepMemory {
  const { books, work, pointers, identity } = places;
  const pointerOf = async ({ name }: { readonly name: string }) => {
    const pointer = await books.store.get(`${pointers}/${name}`);
    if (pointer === null) throw new ArtefactError(name, 'its pointer');
    return new TextDecoder().decode(pointer.body);
  };
  const make: StepMemory['make'] = async (artefact, inputs, compute) => {
    const hashes = inputs.map((input) => (typeof input === 'string' ? input : pointerOf(input)));
    const output = await runStep(
      places,
      {
        step: artefact.name,
        code: CODE_VERSION,
        inputs: [identityHash(identity), ...(await Promise.all(hashes))],
      },
      async () => artefact.encode(await compute()),
    );
    await point(artefact, output.sha256);
    return artefact.decode(output.bytes);
  };
  const point = async ({ name }: { readonly name: string }, sha256: string) => {
    const body = new TextEncoder().encode(sha256);
    if ((await books.store.createIfAbsent(`${pointers}/${name}`, body)) !== 'exists') return;
    if ((await pointerOf({ name })) !== sha256) throw new ArtefactError(name, 'its pointer');
  };
  return {
    make,
    async load<T>(artefact: Artefact<T>): Promise<T> {
      const sha256 = await pointerOf(artefact);
      const stored = await work.get(`work/${artefact.name}/${sha256}`);
      if (stored === null || sha256Of(stored.body) !== sha256)
        throw new ArtefactError(artefact.name, 'its content');
      return artefact.decode(stored.body);
    },
  };
}
