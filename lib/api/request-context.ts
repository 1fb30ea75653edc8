import type { MiddlewareHandler } from 'hono';
import { principalRef } from '#lib/runs/run-readers.ts';
import type { RunStore } from '#lib/runs/run-store.ts';
import type { ApiPorts } from './ports.ts';
import { type Action, allows, type Principal } from './principal.ts';
import { Problem } from './problem.ts';

/** Who asks, and where the answer is found. */
export interface Asked {
  readonly ports: ApiPorts;
  readonly books: RunStore;
  /** Reference of the caller; the name itself is stored nowhere. */
  readonly caller: string;
  readonly may: (action: Action) => boolean;
}

/** What a route finds in its context. */
export interface ApiEnv {
  readonly Bindings: Record<string, unknown>;
  readonly Variables: { readonly asked: Asked };
}

export const askedBy = (principal: Principal, ports: ApiPorts): Asked => ({
  ports,
  books: { store: ports.store, clock: ports.clock, randomId: ports.randomId },
  caller: principalRef(principal.id),
  may: (action) => allows(principal, action),
});

/** Stands before everything else of a route. Throws a 403 `Problem` unless the caller's roles allow the action. */
export const onlyWhoMay =
  (action: Action): MiddlewareHandler<ApiEnv> =>
  async ({ var: { asked } }, next) => {
    if (!asked.may(action)) throw new Problem('forbidden');
    await next();
  };
