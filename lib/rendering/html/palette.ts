/** Colours of one scheme. Every text colour has at least 4.5:1 on the backgrounds it stands on (WCAG 2.2, 1.4.3). */
export interface Palette {
  readonly page: string;
  readonly panel: string;
  readonly text: string;
  readonly muted: string;
  readonly rule: string;
  readonly accent: string;
  readonly level: string;
  /** Backgrounds of the heat-map, least to largest. */
  readonly heat: readonly string[];
  /** Text and background of a state or a status word. */
  readonly good: readonly [string, string];
  readonly watch: readonly [string, string];
  readonly stop: readonly [string, string];
}

export const LIGHT: Palette = {
  page: '#ffffff',
  panel: '#f5f7f8',
  text: '#1b2731',
  muted: '#54616c',
  rule: '#dfe4e8',
  accent: '#0f5f69',
  level: '#8a4b12',
  heat: ['#f3f8f8', '#e6f1f1', '#d8e9ea', '#c9e1e3', '#b8d8da', '#a6ced1', '#92c3c7'],
  good: ['#1c5f37', '#e6f2e9'],
  watch: ['#6f4700', '#fcf0d6'],
  stop: ['#8b1d2c', '#fae8ea'],
};

export const DARK: Palette = {
  page: '#12181d',
  panel: '#1a2229',
  text: '#e6ebef',
  muted: '#a7b3bd',
  rule: '#323d46',
  accent: '#7cc4cb',
  level: '#e0a672',
  heat: ['#16232a', '#172c33', '#18353c', '#1a3f46', '#1b4950', '#1d545b', '#1f5f66'],
  good: ['#9ad7b0', '#173325'],
  watch: ['#f0c878', '#38290c'],
  stop: ['#f4a9b2', '#3d171d'],
};

export type Tone = 'good' | 'watch' | 'stop';

/** The tone of a state or a status word; the word itself says the same. */
export const toneOf = (word: string): Tone => {
  if (word === 'FINAL' || word === 'GREEN') return 'good';
  return word === 'PROVISIONAL' || word === 'AMBER' ? 'watch' : 'stop';
};
