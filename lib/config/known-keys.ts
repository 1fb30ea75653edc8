import * as z from 'zod';
import { configurationSchema } from './configuration.ts';

/** Keys that may stand at a path of the configuration, read from its JSON Schema; empty where any name may. */
export function knownKeysAt(path: readonly (string | number)[]): string[] {
  let schema: unknown = z.toJSONSchema(configurationSchema, {
    io: 'input',
    unrepresentable: 'any',
  });
  for (const step of path) schema = stepInto(schema, step);
  if (!isRecord(schema)) return [];
  const named = isRecord(schema['propertyNames']) ? schema['propertyNames']['enum'] : undefined;
  if (Array.isArray(named)) return named.map(String);
  return isRecord(schema['properties']) ? Object.keys(schema['properties']) : [];
}

function stepInto(schema: unknown, step: string | number): unknown {
  if (!isRecord(schema)) return undefined;
  if (typeof step === 'number') return schema['items'];
  const properties = schema['properties'];
  return isRecord(properties) && step in properties
    ? properties[step]
    : schema['additionalProperties'];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
