import { type DropoutNodes, placeNodes } from './dropout-nodes.ts';
import { reachOf, type Silence } from './silence.ts';

/** The integral of the odds over a silence, and the means of the nodes' columns under the integrand. */
export interface MeanDropout {
  total: number;
  growth: number;
  shrink: number;
  betaGrowth: number;
  betaShrink: number;
}

/**
 * Means of one silence for rising frequencies. Nodes serve all frequencies that need the same reach; then each purchase
 * more is one multiplication a node.
 */
export function meanDropouts(
  nodes: DropoutNodes,
  silence: Silence,
  r: number,
): (frequency: number) => MeanDropout {
  const weights: number[] = [];
  let reach = Number.NaN;
  let reached = Number.NaN;
  return (frequency) => {
    const needed = reachOf(silence, r + frequency);
    if (needed === reach) {
      addPurchases(weights, nodes, frequency - reached);
    } else {
      placeNodes(nodes, silence, needed);
      weighNodes(weights, nodes, r + frequency);
    }
    reach = needed;
    reached = frequency;
    return averageOver(weights, nodes);
  };
}

function weighNodes(weights: number[], { count, mass, growth }: DropoutNodes, shape: number): void {
  for (let i = 0; i < count; i += 1) {
    weights[i] = (mass[i] ?? 0) * Math.exp(-shape * (growth[i] ?? 0));
  }
}

function addPurchases(weights: number[], nodes: DropoutNodes, purchases: number): void {
  const { count, shrink } = nodes;
  for (let i = 0; i < count; i += 1) {
    const factor = shrink[i] ?? 0;
    weights[i] = (weights[i] ?? 0) * (purchases === 1 ? factor : factor ** purchases);
  }
}

function averageOver(weights: readonly number[], nodes: DropoutNodes): MeanDropout {
  const { count, growth, shrink, betaGrowth, betaShrink } = nodes;
  const mean: MeanDropout = { total: 0, growth: 0, shrink: 0, betaGrowth: 0, betaShrink: 0 };
  for (let i = 0; i < count; i += 1) {
    const weight = weights[i] ?? 0;
    mean.total += weight;
    mean.growth += weight * (growth[i] ?? 0);
    mean.shrink += weight * (shrink[i] ?? 0);
    mean.betaGrowth += weight * (betaGrowth[i] ?? 0);
    mean.betaShrink += weight * (betaShrink[i] ?? 0);
  }
  mean.growth /= mean.total;
  mean.shrink /= mean.total;
  mean.betaGrowth /= mean.total;
  mean.betaShrink /= mean.total;
  return mean;
}
