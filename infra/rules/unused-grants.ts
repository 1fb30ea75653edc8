import { statementsOf } from './statements.ts';
import { type Finding, finding, type Template } from './template.ts';

/** Actions that a role was seen to use, by the logical id of the role. */
export type Used = ReadonlyMap<string, ReadonlySet<string>>;

/** Actions without which a service does not start, though no call of ours names them. */
const OF_THE_PLATFORM = /^(logs|xray|kms):/;

/** R26: what a role may do and was never seen to do. For a role that was not exercised, nothing is said. */
export const unusedGrants = (template: Template, used: Used): Finding[] =>
  statementsOf(template)
    .filter(({ kind, allows }) => kind === 'identity' && allows)
    .flatMap(({ resource, actions }) => {
      const seen = used.get(resource);
      return seen === undefined
        ? []
        : actions
            .filter((action) => !seen.has(action) && !OF_THE_PLATFORM.test(action))
            .map((action) => finding('R26', resource, `may ${action} and never does`));
    });
