import * as z from 'zod';
import { IDENTITY } from '#lib/runs/identity-hash.ts';

/** Names and hashes alone: the alphabet has no room for an address. */
const id = z.string().regex(/^[\w.:+-]{1,128}$/);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const identity = z.string().regex(IDENTITY);
/** `passed`; or there was nothing to check, such as increments of a first release. */
const audit = z.enum(['passed', 'nothing-to-check']);

const release = z.strictObject({
  kind: z.literal('release'),
  runId: id,
  /** Exclusive end of the observation. */
  asOf: z.iso.date(),
  snapshotHash: id,
  erasureListVersion: identity,
  /** `policyVersionOf` of the policy that the gate held the figures against. */
  policyVersion: identity,
  /** Hash of every landed table by its name. */
  tables: z.record(id, id),
  /** Withheld cells by reason. */
  withheld: z.record(id, z.int().min(0)),
  audit: z.strictObject({ lp: audit, integer: audit, residual: audit, increments: audit }),
  solver: id,
  engine: id,
  /** Editions of reports: an id, and for a narrower scope the group it is registered for, as `weekly.ireland`. */
  reports: z.array(id).min(1),
  /** Ids of recipient groups of the catalogue; never a person. */
  recipientGroups: z.array(id),
  /** State and revision of each report. */
  sent: z
    .array(
      z.strictObject({
        report: id,
        state: z.enum(['FINAL', 'PROVISIONAL', 'CORRECTION']),
        revision: z.int().min(1),
      }),
    )
    .exactOptional(),
  /** What somebody signed for the release: which decision, by which role, on what grounds. */
  signed: z
    .strictObject({ act: z.enum(['override', 'correction']), approver: id, grounds: id })
    .exactOptional(),
  /** The ledger body with cells and true counts, stored under its hash and erasable. */
  body: z.strictObject({ key: z.string().regex(/^releases\/[0-9a-f]{64}$/), sha256 }),
});
export type ReleaseBody = z.output<typeof release>;

const erasure = z.strictObject({
  kind: z.literal('erasure'),
  /** Version of the list from here on. */
  erasureListVersion: identity,
});
export type ErasureBody = z.output<typeof erasure>;

const policy = z.strictObject({
  kind: z.literal('policy'),
  /** Smallest group of customers that may be shown. */
  k: z.int().min(1),
  /** p of the p %-rule. */
  p: z.int().min(1),
  scopeHash: identity,
  catalogueHash: identity,
});
export type PolicyBody = z.output<typeof policy>;

/** What an entry says, before it has its place in the chain. */
export type ChainBody = ReleaseBody | ErasureBody | PolicyBody;

const link = {
  seq: z.int().min(1),
  /** `hash` of the entry before; null for the first. */
  previous: identity.nullable(),
  /** `identityHash` of all the rest of the entry. */
  hash: identity,
};

export const chainEntry = z.discriminatedUnion('kind', [
  release.extend(link),
  erasure.extend(link),
  policy.extend(link),
]);
/** An entry in its place. */
export type ChainEntry = z.output<typeof chainEntry>;
