import type { Configuration } from '#lib/config/configuration.ts';
import type { PlannedMails } from '#lib/runs/cancel-run.ts';
import type { Pseudonym } from '#lib/runs/erasure-list.ts';
import type { Orchestrator } from '#lib/runs/orchestrator.ts';
import type { MailCounts } from '#lib/runs/run-state.ts';
import type { Trigger } from '#lib/runs/trigger.ts';
import type { Store } from '#lib/store/store.ts';
import type { Principal } from './principal.ts';

/** Who sent a request, as the server sees it: `bindings` are those of Hono's adapter, such as the Lambda event. */
export interface Caller {
  readonly bindings: unknown;
  readonly request: Request;
}

/** Everything that the API touches. */
export interface ApiPorts {
  /** The ledger: triggers, runs, periods, idempotency, erasures. */
  readonly store: Store;
  /** What passed the gate, and nothing else. */
  readonly released: Store;
  readonly orchestrator: Orchestrator;
  readonly configuration: Configuration;
  readonly tenant: string;
  readonly clock: () => Date;
  /** A fresh id at each call, of letters, digits and `-`. */
  readonly randomId: () => string;
  /** Null where the caller is nobody known. */
  readonly principal: (caller: Caller) => Principal | null;
  readonly pseudonymOf: (customerId: string) => Pseudonym;
  /** Counted from the rows of the mail ledger. */
  readonly mailCounts: (trigger: Trigger) => Promise<MailCounts>;
  /** Cancels the planned mails of one attempt. */
  readonly sweepMails: (planned: PlannedMails) => Promise<unknown>;
  /** Told of every answer from 500 on, by the name of the error's class alone. */
  readonly failed: (failure: { readonly route: string; readonly error: string }) => void;
}
