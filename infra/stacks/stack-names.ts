import type { Stage } from '../stages.ts';

/** Names that both stacks of a stage must agree on. */
export function stackNames({ name }: Pick<Stage, 'name'>) {
  const prefix = `tenure-${name}`;
  return { prefix, lake: `${prefix}-lake`, reporting: `${prefix}-reporting` };
}
