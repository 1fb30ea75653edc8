import { openReleased, type Released } from '#lib/privacy/released.ts';
import type { Terminal } from './terminal.ts';

/** Shows released text to the person at the terminal. */
export const printReleased = ({ out }: Terminal, text: Released<string>): void =>
  out(openReleased(text));
