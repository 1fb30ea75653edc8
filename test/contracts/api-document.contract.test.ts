import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { openedDocument } from '../fixtures/openapi-schemas.ts';

const document = await openedDocument();

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    name: `${method.toUpperCase()} ${path}`,
    operation,
  })),
);

/** Every object inside a value, with where it stands. */
function* objectsIn(value: unknown, path = ''): Generator<[string, Record<string, unknown>]> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield [path, { ...value }];
  for (const [key, child] of Object.entries(value)) yield* objectsIn(child, `${path}/${key}`);
}

describe('the OpenAPI document', () => {
  it('describes every route', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d$/);
    expect(operations.map(({ name }) => name).sort()).toEqual([
      'GET /recalculations/{id}',
      'GET /recalculations/{id}/report',
      'GET /reports',
      'POST /erasures',
      'POST /recalculations',
      'POST /recalculations/{id}/cancel',
    ]);
    const ids = operations.map(({ operation }) => operation['operationId']);
    expect(new Set(ids).size).toBe(operations.length);
  });

  it('resolves every reference', () => {
    const references = [...objectsIn(document)].flatMap(([, { $ref }]) =>
      typeof $ref === 'string' ? [$ref] : [],
    );
    expect(references.length).toBeGreaterThan(20);
    const known = Object.keys(document.components.schemas).map(
      (id) => `#/components/schemas/${id}`,
    );
    expect(references.filter((reference) => !known.includes(reference))).toEqual([]);
  });

  it.each(operations)(
    '$name declares its path parameters, answers and problems',
    ({ name, operation }) => {
      const { parameters = [], responses } = z
        .looseObject({
          parameters: z.array(z.looseObject({ name: z.string(), in: z.string() })).optional(),
          responses: z.record(z.string(), z.looseObject({ description: z.string().min(1) })),
        })
        .parse(operation);
      const inPath = parameters.filter((one) => one.in === 'path').map((one) => one.name);
      expect(inPath).toEqual([...name.matchAll(/\{(\w+)\}/g)].map(([, variable]) => variable));
      expect(Object.keys(responses)).toEqual(expect.arrayContaining(['401', '403', '500', '503']));
    },
  );
});

it('closes every object and bounds every string and array', () => {
  const { ReleasedReport: _, ...own } = document.components.schemas;
  expect(Object.keys(own).length).toBeGreaterThan(5);
  const open = [...objectsIn(own)].filter(
    ([, { type, additionalProperties, maxLength, maxItems, enum: values, const: only }]) =>
      (type === 'object' && additionalProperties !== false) ||
      (type === 'string' && !maxLength && !values && only === undefined) ||
      (type === 'array' && !maxItems),
  );
  expect(open.map(([path]) => path)).toEqual([]);
});
