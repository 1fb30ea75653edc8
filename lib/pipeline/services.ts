import type { ErasedPersons } from '#lib/erasure/erased-persons.ts';
import type { Mailer } from '#lib/mail/mailer.ts';
import type { Store } from '#lib/store/store.ts';

/** What a step says while it works; progress goes to stderr, never into an artefact. */
export type Progress = (event: {
  readonly step: string;
  readonly detail: string;
  readonly rows?: number;
  readonly seconds?: number;
}) => void;

/** Everything the line touches outside its inputs. */
export interface Services {
  /** Time of the load: future event times are judged by it. No figure depends on it. */
  readonly loadedAt: Date;
  /** Seconds since any fixed moment, for timings. */
  readonly seconds: () => number;
  readonly progress: Progress;
  readonly mailer: Mailer;
  /** Where the chain of releases is kept. */
  readonly chain: () => Promise<Store>;
  /** The erasure list as it is now. */
  readonly erased: () => Promise<ErasedPersons>;
}
