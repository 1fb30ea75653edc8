import { gaussLegendre } from '#lib/numerics/gauss-legendre.ts';
import type { Silence } from './silence.ts';

/**
 * Where the odds of having dropped out at age u, t_x < u < T, are sampled: the first `count` entries of each column.
 * For shape = r + x the odds are ((α+T)/(α+t_x))^shape · ((β+T)/(β+t_x))^s · Σ mass · shrink^shape.
 * The columns are filled again for each silence.
 */
export interface DropoutNodes {
  count: number;
  /** s · weight · du/(β+u) · ((β+t_x)/(β+u))^s. */
  readonly mass: number[];
  /** ln((α+u)/(α+t_x)). */
  readonly growth: number[];
  /** (α+t_x)/(α+u). */
  readonly shrink: number[];
  /** ln((β+u)/(β+t_x)). */
  readonly betaGrowth: number[];
  /** (β+t_x)/(β+u). */
  readonly betaShrink: number[];
}

export const noNodes = (): DropoutNodes => ({
  count: 0,
  mass: [],
  growth: [],
  shrink: [],
  betaGrowth: [],
  betaShrink: [],
});

const RULE = gaussLegendre(24);
/** Of the variable of integration; the integrand's nearest singularity is π away. */
const LONGEST_PANEL = 3;

/**
 * Gauss–Legendre nodes in y = ln((m+u)/(m+t_x)), m = min(α, β), from 0 to `reach` (see `reachOf`): there the
 * integrand is a smooth exponential decay, whatever the size of the parameters. None where `reach` is not finite.
 */
export function placeNodes(nodes: DropoutNodes, silence: Silence, reach: number): void {
  const { s, alpha, beta } = silence;
  const first = Math.min(alpha, beta);
  const panels = Math.max(1, Math.ceil(reach / LONGEST_PANEL));
  const width = reach / panels;
  nodes.count = Number.isFinite(reach) ? panels * RULE.nodes.length : 0;
  for (let i = 0; i < nodes.count; i += 1) {
    const inPanel = i % RULE.nodes.length;
    const panel = (i - inPanel) / RULE.nodes.length;
    const y = (panel + (RULE.nodes[inPanel] ?? 0)) * width;
    const since = first * Math.expm1(y);
    const betaGrowth = beta <= alpha ? y : Math.log1p(since / beta);
    const jacobian = (first + since) / (beta + since);
    const weight = (RULE.weights[inPanel] ?? 0) * width;
    nodes.mass[i] = s * weight * Math.exp(-s * betaGrowth) * jacobian;
    nodes.growth[i] = alpha <= beta ? y : Math.log1p(since / alpha);
    nodes.shrink[i] = alpha / (alpha + since);
    nodes.betaGrowth[i] = betaGrowth;
    nodes.betaShrink[i] = beta / (beta + since);
  }
}
