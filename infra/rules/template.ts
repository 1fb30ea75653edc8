import * as z from 'zod';

const resource = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  DeletionPolicy: z.string().optional(),
});

const template = z.object({
  Resources: z.record(z.string(), resource),
  Outputs: z.record(z.string(), z.object({ Value: z.unknown() })).default({}),
});

/** A synthesized CloudFormation template, as far as rules look at it. */
export type Template = z.output<typeof template>;

/** A resource under its logical id. */
export interface NamedResource extends z.output<typeof resource> {
  readonly id: string;
}

/** Throws `ZodError` for what is no template. */
export const parseTemplate = (json: unknown): Template => template.parse(json);

export const resourcesOf = ({ Resources }: Template, type: string): NamedResource[] =>
  Object.entries(Resources)
    .filter(([, { Type }]) => Type === type)
    .map(([id, found]) => ({ id, ...found }));

/** One thing that a rule does not bear. */
export interface Finding {
  /** `R1` to `R26`. */
  readonly rule: string;
  /** Logical id. */
  readonly resource: string;
  readonly message: string;
}

export type Rule = (template: Template) => Finding[];

export const finding = (rule: string, resource: string, message: string): Finding => ({
  rule,
  resource,
  message,
});
