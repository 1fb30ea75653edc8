import type { Template } from './template.ts';

/** Properties without their types: what is planted is wrong on purpose. */
// biome-ignore lint/suspicious/noExplicitAny: a template is mutilated here
export type Loose = any;

export interface Planted {
  readonly rule: string;
  readonly what: string;
  readonly stack: 'lake' | 'reporting';
  readonly plant: (resources: Template['Resources']) => void;
}

/** The first resource of a type whose logical id begins so. */
export function first(resources: Template['Resources'], type: string, id = ''): Loose {
  const found = Object.entries(resources).find(
    ([name, one]) => one.Type === type && name.startsWith(id),
  );
  if (found === undefined) throw new Error(`no ${type} ${id}`);
  return found[1];
}
export const properties = (resources: Template['Resources'], type: string, id = ''): Loose =>
  first(resources, type, id).Properties;
export const statements = (resources: Template['Resources'], role: string): Loose[] =>
  properties(resources, 'AWS::IAM::Role', role).Policies[0].PolicyDocument.Statement;
export const allow = (Action: string, Resource: unknown = '*') => ({
  Effect: 'Allow',
  Action,
  Resource,
});

export const reporting = (rule: string, what: string, plant: Planted['plant']): Planted => ({
  rule,
  what,
  stack: 'reporting',
  plant,
});
export const lake = (rule: string, what: string, plant: Planted['plant']): Planted => ({
  ...reporting(rule, what, plant),
  stack: 'lake',
});
