import * as z from 'zod';
import { type Finding, type Rule, resourcesOf } from './template.ts';

/** Anything that is said at all. */
export const present = z.unknown().refine((value) => value !== undefined, 'is missing');

/** A rule that every resource of a type has this shape, as `{ Properties, DeletionPolicy }`. */
export const shapeRule =
  (rule: string, type: string, shape: z.ZodType): Rule =>
  (template) =>
    resourcesOf(template, type).flatMap((resource): Finding[] =>
      (shape.safeParse(resource).error?.issues ?? []).map(({ path, message }) => ({
        rule,
        resource: resource.id,
        message: `${path.join('.')}: ${message}`,
      })),
    );
