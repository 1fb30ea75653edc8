import { describe, expect, it } from 'vitest';
import { randomFrom } from '#lib/numerics/random-from.ts';
import { wasRefused } from '../fit.ts';
import { fitSbgByLevel } from '../sbg/fit-by-level.ts';
import { drawnRates } from './drawn-rates.ts';
import { RETENTION_MODELS } from './retention-model.ts';
import { tenureLevels } from './subscriber-group.ts';
import { grouped, simulated } from './subscribers.fixture.ts';

const [sbgModel] = RETENTION_MODELS;
if (!sbgModel) throw new Error('sBG comes first');

describe('the joint law of the levels', () => {
  it('is that of the pooled fit', () => {
    const levels = tenureLevels(grouped(simulated('law', 900)));
    const [fit, pooled] = [sbgModel.fit(levels), fitSbgByLevel(levels)];
    if (wasRefused(fit) || wasRefused(pooled)) throw new Error('refused');
    const draw = drawnRates(fit, randomFrom('draws'));
    const own = pooled.levels.find(({ level }) => level === 'a');
    const drawn = Array.from({ length: 4000 }, () => {
      const rate = draw()('a');
      const total = (1 - rate(2)) / (rate(2) - rate(1));
      return [Math.log(total * (1 - rate(1))), Math.log(total * rate(1))] as const;
    });
    const logs = Object.values(own?.parameters ?? {}).map(Math.log);
    for (const i of [0, 1] as const)
      for (const j of [0, 1] as const) {
        const sum = drawn.reduce(
          (all, x) => all + (x[i] - (logs[i] ?? 0)) * (x[j] - (logs[j] ?? 0)),
          0,
        );
        const expected = own?.covariance[i]?.[j] ?? 0;
        expect(sum / drawn.length / expected).toBeCloseTo(1, 0.8);
      }
  });
});
