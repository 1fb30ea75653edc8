import type { CellKey } from '#lib/privacy/cell.ts';
import { primaryDoubts } from '#lib/privacy/gate/primary.ts';
import { protect } from '#lib/privacy/gate/protect.ts';
import { type CellSystem, orderSystem } from '#lib/privacy/gate/system.ts';
import { STANDARD_POLICY } from '#lib/privacy/policy.ts';
import { boundsOfUnprinted, type Knowledge } from './bounds-attacker.ts';

/** What an attacker made of some releases: how many counts were withheld, and how many of them it got. */
export interface Score {
  readonly withheld: number;
  /** Counts it knows exactly. */
  readonly recovered: number;
  /** Groups it knows to be fewer than k. */
  readonly small: number;
}

const ROUNDING = 1e-6;

/** Attacks each release of a table. The truth only scores; the attacker sees printed counts and equations. */
export function scoreOf(
  releases: readonly (readonly [CellSystem, ReadonlySet<CellKey>])[],
  knowledge?: Knowledge,
): Score {
  const outcomes = releases.flatMap(([system, released]) =>
    outcomesOf(system, released, knowledge),
  );
  return {
    withheld: outcomes.length,
    recovered: outcomes.filter(({ recovered }) => recovered).length,
    small: outcomes.filter(({ small }) => small).length,
  };
}

function outcomesOf(
  { cells, equations, printable }: CellSystem,
  released: ReadonlySet<CellKey>,
  knowledge?: Knowledge,
) {
  const published = new Map(
    cells.filter(({ key }) => released.has(key)).map(({ key, total }) => [key, total]),
  );
  const bounds = boundsOfUnprinted({ published, equations }, knowledge);
  return cells
    .filter(
      ({ key, customers }) => !released.has(key) && (printable.has(key) || isSmall(customers)),
    )
    .map(({ key, customers, behavioural }) => {
      const { low, high } = bounds.get(key) ?? { low: 0, high: Number.POSITIVE_INFINITY };
      const [from, to] = [Math.ceil(low - ROUNDING), Math.floor(high + ROUNDING)];
      if (customers < from || customers > to) throw new Error('the attacker excluded the truth');
      const isTelling = isSmall(customers) || (customers === 0 && behavioural);
      return { recovered: from === to, small: isTelling && to < STANDARD_POLICY.k };
    });
}

const isSmall = (customers: number): boolean => customers > 0 && customers < STANDARD_POLICY.k;

export const gated = async (system: CellSystem) =>
  [system, (await protect(system, STANDARD_POLICY)).published] as const;

/** The same rules for single cells, but nothing withheld for the sake of another: a gate without teeth. */
export const withoutSecondary = (system: CellSystem) => {
  const sensitive = primaryDoubts(orderSystem(system), STANDARD_POLICY);
  return [system, new Set([...system.printable].filter((key) => !sensitive.has(key)))] as const;
};
