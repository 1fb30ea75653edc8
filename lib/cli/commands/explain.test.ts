import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { METRIC_IDS } from '#lib/metrics/metric-ids.ts';
import { explainCommand } from './explain.ts';

async function explained(id: string): Promise<string> {
  const told: string[] = [];
  const terminal = {
    out: (text: string) => told.push(text),
    err: () => undefined,
    live: false,
    colour: false,
  };
  await explainCommand(terminal).parseAsync([id], { from: 'user' });
  return told.join('\n');
}

describe.each(METRIC_IDS)('explain %s', (id) => {
  it('tells the question, the formula, who defines it so and the statements it is read by', async () => {
    const text = await explained(id);
    expect(text).toContain(`(${id})`);
    for (const part of ['Question', 'Formula', 'Source', 'Unit', 'Tables'])
      expect(text).toMatch(new RegExp(`^${part} +\\S`, 'm'));
    const [, readme = ''] = /^Read more (\S+)$/m.exec(text) ?? [];
    expect(existsSync(readme)).toBe(true);
    expect(text).toMatch(/^(?:select|-- no statement: .+)$/m);
  });
});
