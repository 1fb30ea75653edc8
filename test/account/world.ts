import type { Deployment } from './deployment.ts';
import type { Inbox } from './inbox.ts';
import type { LaptopRun } from './laptop.ts';

/** What every proof has before it: the deployed stacks with the shop's files in them, and the witness. */
export interface World {
  readonly account: Deployment;
  readonly inbox: Inbox;
  readonly laptop: LaptopRun;
  readonly shop: string;
  readonly say: (line: string) => void;
}
