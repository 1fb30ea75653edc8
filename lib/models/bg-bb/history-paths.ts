import { rememberPairs } from '#lib/numerics/remember-pairs.ts';
import type { BgBbParameters } from './parameters.ts';
import { risingLogs } from './rising-logs.ts';
import type { Path } from './weighted-paths.ts';

/** The terms of the likelihood of Fader, Hardie & Shang (2010) for x transactions. */
export interface HistoryPaths {
  /** B(α+x, β+n−x)/B(α, β) · B(γ, δ+n)/B(γ, δ): active through all n opportunities. */
  stayed(frequency: number, opportunities: number): Path;
  /** B(α+x, β+m−x)/B(α, β) · B(γ+1, δ+m)/B(γ, δ): dropped out after opportunity m. */
  left(frequency: number, after: number): Path;
}

/** Terms for up to `longest` opportunities; dropouts serve histories of all lengths and are worked out once. */
export function historyPaths(parameters: BgBbParameters, longest: number): HistoryPaths {
  const { alpha, beta, gamma, delta } = parameters;
  const logs = {
    alpha: risingLogs(alpha, longest),
    beta: risingLogs(beta, longest),
    both: risingLogs(alpha + beta, longest),
    delta: risingLogs(delta, longest),
    life: risingLogs(gamma + delta, longest + 1),
  };
  const at = (list: readonly number[], k: number): number => list[k] ?? Number.NaN;
  const path = (x: number, m: number, drops: 0 | 1): Path => {
    const both = at(logs.both.slopes, m) / (alpha + beta);
    const life = at(logs.life.slopes, m + drops) / (gamma + delta);
    const bought = at(logs.alpha.values, x) + at(logs.beta.values, m - x);
    const survived = at(logs.delta.values, m) - at(logs.life.values, m + drops);
    return {
      log: bought - at(logs.both.values, m) + survived + drops * Math.log(gamma),
      slopes: [
        at(logs.alpha.slopes, x) - alpha * both,
        at(logs.beta.slopes, m - x) - beta * both,
        drops - gamma * life,
        at(logs.delta.slopes, m) - delta * life,
      ],
    };
  };
  return {
    stayed: (frequency, opportunities) => path(frequency, opportunities, 0),
    left: rememberPairs((frequency, after) => path(frequency, after, 1)),
  };
}
