import type { Mailer } from '#lib/mail/mailer.ts';

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
}
