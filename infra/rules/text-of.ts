import * as z from 'zod';

const joined = z.strictObject({ 'Fn::Join': z.tuple([z.string(), z.array(z.unknown())]) });
const attribute = z.strictObject({ 'Fn::GetAtt': z.array(z.string()) });
const reference = z.strictObject({ Ref: z.string() });
const imported = z.strictObject({ 'Fn::ImportValue': z.string() });

/** A value as text: references stand in `${}`, so that two values that mean the same thing read the same. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const join = joined.safeParse(value);
  if (join.success) {
    const [between, parts] = join.data['Fn::Join'];
    return parts.map(textOf).join(between);
  }
  const got = attribute.safeParse(value);
  if (got.success) return `\${${got.data['Fn::GetAtt'].join('.')}}`;
  const refers = reference.safeParse(value);
  if (refers.success) return `\${${refers.data.Ref}}`;
  const from = imported.safeParse(value);
  return from.success ? `\${${from.data['Fn::ImportValue']}}` : JSON.stringify(value ?? null);
}
