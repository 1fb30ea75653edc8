import type { ReadyMapping } from '#lib/config/configuration.ts';
import { IMPORTERS } from './importers.ts';

/** The ready mapping whose export has this header; null when none is known by it. */
export function recogniseExport(header: readonly string[]): ReadyMapping | null {
  const given = new Set(header.map((name) => name.trim().toLowerCase()));
  for (const mapping of KNOWN) {
    const { knownBy } = IMPORTERS[mapping];
    if (knownBy?.every((name) => given.has(name.toLowerCase()))) return mapping;
  }
  return null;
}

const KNOWN = ['shopify', 'stripe', 'stripe-api'] as const;
