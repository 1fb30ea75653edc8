import type { Attacker, Target } from './attacker.ts';
import { CLOSED_PRICE, OPEN_PRICE, type Search } from './search.ts';
import type { Component } from './system.ts';

/**
 * An attacker with the doubts that can still be kept. What earlier releases have told bounds a cell already, however
 * much is withheld now: then it must stay at least half as far from certain as it is, and one that is certain is lost.
 */
export function withinReach(attacker: Attacker, { component, search, isTold }: Told): Attacker {
  const prices = component.cells.map(({ key }) => (isTold(key) ? CLOSED_PRICE : OPEN_PRICE));
  const reachable = (target: Target): Target[] => {
    for (let { distance } = target; distance >= 1; distance = Math.floor(distance / 2)) {
      const nearer = { ...target, distance };
      if (search.find({ attacker, target: nearer, prices }) !== undefined) return [nearer];
    }
    return [];
  };
  return { ...attacker, targets: attacker.targets.flatMap(reachable) };
}

interface Told {
  readonly component: Component;
  readonly search: Search;
  /** Whether an earlier release has printed a cell. */
  readonly isTold: (key: string) => boolean;
}
