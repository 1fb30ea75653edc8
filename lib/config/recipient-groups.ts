import type { Scope } from '#lib/privacy/figure.ts';
import { scopeName } from '#lib/privacy/scope-name.ts';
import type { ReportConfiguration } from './configuration.ts';

/** Readers who get the same mail. */
export interface RecipientGroup {
  readonly name: string;
  /** The registered scope that the group is bound to; empty for everyone. */
  readonly scope: Scope;
  readonly addresses: readonly string[];
}

/** The recipient groups of a report, in the order of the configuration. */
export const recipientGroups = ({ recipients, groups = {} }: ReportConfiguration) =>
  Object.entries(recipients).map(
    ([name, addresses]): RecipientGroup => ({
      name,
      scope: groups[name]?.scope ?? {},
      addresses,
    }),
  );

/** A report of one registered scope: the same layout and definitions, and customers of that scope alone. */
export interface Edition {
  /** The report's id; for a narrower scope with the first group that is bound to it, as `weekly.ireland`. */
  readonly name: string;
  readonly scope: Scope;
  /** Whom it is mailed to. */
  readonly groups: readonly RecipientGroup[];
}

/** Everyone's report first, whether a group gets it or not, then one for each scope that a group is bound to. */
export function editionsOf(report: ReportConfiguration): readonly Edition[] {
  const editions = new Map<string, Edition>([
    [scopeName({}), { name: report.id, scope: {}, groups: [] }],
  ]);
  for (const group of recipientGroups(report)) {
    const key = scopeName(group.scope);
    const found = editions.get(key);
    const { name, scope, groups } = found ?? {
      name: `${report.id}.${group.name}`,
      scope: group.scope,
      groups: [],
    };
    editions.set(key, { name, scope, groups: [...groups, group] });
  }
  return [...editions.values()];
}

/** The edition of a scope such as `country:IE`; null where no group is bound to it. */
export const editionOfScope = (report: ReportConfiguration, scope: string): Edition | null =>
  editionsOf(report).find((edition) => scopeName(edition.scope) === scope) ?? null;

/** How a scope is asked for: `all`, or one segment of one scheme. */
export const SCOPE_NAME = /^(all|[a-z][a-z0-9_-]{0,39}:[^\p{C}:;|@]{1,60})$/u;

/** What can be asked of a report: `all`, and the scopes that its groups are bound to, as `country:IE`. */
export const registeredScopes = (report: ReportConfiguration): readonly string[] =>
  editionsOf(report).map(({ scope }) => scopeName(scope));

/** Schemes by which groups are bound to a part of the customers. */
export const boundSchemes = (report: ReportConfiguration): readonly string[] => [
  ...new Set(editionsOf(report).flatMap(({ scope }) => Object.keys(scope))),
];
