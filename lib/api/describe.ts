import { describeRoute, resolver, validator } from 'hono-openapi';
import type * as z from 'zod';
import { type InvalidPart, Problem, problemSchema } from './problem.ts';

interface Described {
  readonly id: string;
  readonly summary: string;
  readonly responses: Parameters<typeof describeRoute>[0]['responses'];
  /** Refusals besides those that every route has. */
  readonly problems?: readonly number[];
}

const EVERYWHERE = [401, 403, 500, 503] as const;

/** The OpenAPI description of a route. */
export const described = ({ id, summary, responses, problems = [] }: Described) =>
  describeRoute({
    operationId: id,
    summary,
    responses: {
      ...responses,
      ...Object.fromEntries([...EVERYWHERE, ...problems].map((status) => [status, refusal])),
    },
  });

const refusal = {
  description: 'RFC 9457 problem',
  content: { 'application/problem+json': { schema: resolver(problemSchema) } },
};

/** A response of JSON. */
export const jsonOf = (schema: z.ZodType, description: string) => ({
  description,
  content: { 'application/json': { schema: resolver(schema) } },
});

/** Parses a part of the request. Throws a 400 `Problem` that names the parts, never their values. */
export const parsed = <Target extends 'json' | 'query' | 'header', Schema extends z.ZodType>(
  target: Target,
  schema: Schema,
) =>
  validator(target, schema, (result) => {
    if (!result.success) throw new Problem('invalid', { invalid: result.error.map(invalidPart) });
  });

function invalidPart(issue: { readonly path?: readonly unknown[] | undefined }): InvalidPart {
  const pointer = (issue.path ?? []).map((part) => `/${String(part)}`).join('');
  return { pointer: pointer.slice(0, 80), reason: reasonOf(issue) };
}

function reasonOf(issue: object): InvalidPart['reason'] {
  if (!('code' in issue)) return 'not-allowed';
  if (issue.code === 'unrecognized_keys') return 'unknown-field';
  return 'input' in issue || issue.code !== 'invalid_type' ? 'not-allowed' : 'missing';
}
