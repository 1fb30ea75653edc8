/** What a query may be given; SQL casts it (`cast(:as_of as date)`). Integers are safe ones. */
export type ParameterValue = string | number;
export type Parameters = Readonly<Record<string, ParameterValue>>;

const COMMENT_STRING_OR_NAME = /--[^\n]*|'(?:[^']|'')*'|"(?:[^"]|"")*"|::|:([a-z_][a-z0-9_]*)/g;

/** Turns `:name` into `?` and lists the values in order; leaves comments, strings, quoted names and `::` alone. */
export function bindParameters(
  sql: string,
  parameters: Parameters,
): { readonly sql: string; readonly values: ParameterValue[] } {
  const values: ParameterValue[] = [];
  const bound = sql.replace(COMMENT_STRING_OR_NAME, (match, name: string | undefined) => {
    if (name === undefined) return match;
    values.push(parameterValue(name, parameters));
    return '?';
  });
  return { sql: bound, values };
}

/** Names of the parameters that a query mentions, in order of first use. */
export function parameterNames(sql: string): string[] {
  const names = [...sql.matchAll(COMMENT_STRING_OR_NAME)].map(([, name]) => name);
  return [...new Set(names.filter((name) => name !== undefined))];
}

function parameterValue(name: string, parameters: Parameters): ParameterValue {
  const value = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  if (value === undefined) throw new ParameterError(`query parameter :${name} has no value`);
  if (typeof value === 'number' && !Number.isSafeInteger(value))
    throw new ParameterError(`query parameter :${name} must be text or a safe integer`);
  return value;
}

export class ParameterError extends Error {
  override readonly name = 'ParameterError';
}
