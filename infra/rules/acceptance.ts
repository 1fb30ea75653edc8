import * as z from 'zod';
import { type Finding, finding } from './template.ts';

/** A finding that is right by its rule and wrong for us, for a time. */
const acceptance = z.strictObject({
  /** The finding as its checker names it, whole: `AwsSolutions-COG4`, or `R18` of our own. */
  finding: z.instanceof(RegExp).refine(isAnchored, 'must match a whole name: ^…$'),
  /** Path or logical id of what it is about, whole. */
  at: z.instanceof(RegExp).refine(isAnchored, 'must match a whole path: ^…$'),
  reason: z.string().min(20),
  /** Who answers for it. */
  owner: z.string().min(3),
  /** When it is looked at again, at most two years ahead. */
  expires: z.iso.date(),
});
export type Acceptance = z.output<typeof acceptance>;

/** What is accepted is capped: a longer list wants a better design. */
const MOST = 15;

function isAnchored({ source }: RegExp): boolean {
  return source.startsWith('^') && source.endsWith('$');
}

/** R25: an acceptance says why, who and until when, and is none afterwards. `today` as `2026-11-24`. */
export function acceptanceFindings(all: readonly Acceptance[], today: string): Finding[] {
  const malformed = all.flatMap((one, place) =>
    (acceptance.safeParse(one).error?.issues ?? []).map(({ path, message }) =>
      finding('R25', String(place), `${path.join('.')}: ${message}`),
    ),
  );
  const late = all
    .map(({ expires }, place) => ({ expires, place }))
    .filter(({ expires }) => expires < today || expires > twoYearsAfter(today))
    .map(({ expires, place }) => finding('R25', String(place), `expires ${expires}`));
  const many = all.length > MOST ? [finding('R25', 'all', `${all.length} are too many`)] : [];
  return [...malformed, ...late, ...many];
}

const twoYearsAfter = (day: string): string => `${Number(day.slice(0, 4)) + 2}${day.slice(4)}`;

export const accepts = (
  { finding: name, at }: Acceptance,
  found: { readonly name: string; readonly at: string },
): boolean => name.test(found.name) && at.test(found.at);
