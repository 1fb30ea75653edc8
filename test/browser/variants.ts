import type { ReportState } from '#lib/privacy/report.ts';

/** One way in which a reader may see a mail. */
export interface Variant {
  readonly name: string;
  readonly state: ReportState;
  readonly locale: string;
  /** Width of the window in CSS pixels. */
  readonly width: number;
  readonly scheme: 'light' | 'dark';
  /** What the mail program does to the mail. */
  readonly program: 'plain' | 'images blocked' | 'styles removed' | 'right to left';
}

const variant = (name: string, change: Partial<Variant> = {}): Variant => ({
  name,
  state: 'FINAL',
  locale: 'en-IE',
  width: 700,
  scheme: 'light',
  program: 'plain',
  ...change,
});

/** The gallery: both schemes and widths, every state, another locale, and what mail programs leave of a mail. */
export const VARIANTS: readonly Variant[] = [
  variant('final-700-light'),
  variant('final-700-dark', { scheme: 'dark' }),
  variant('final-375-light', { width: 375 }),
  variant('final-375-dark', { width: 375, scheme: 'dark' }),
  variant('final-320-light', { width: 320 }),
  variant('provisional-700-light', { state: 'PROVISIONAL' }),
  variant('held-375-dark', { state: 'HELD', width: 375, scheme: 'dark' }),
  variant('german-700-light', { locale: 'de-DE' }),
  variant('right-to-left-375-light', { width: 375, program: 'right to left' }),
  variant('images-blocked-700-light', { program: 'images blocked' }),
  variant('styles-removed-700-light', { program: 'styles removed' }),
];
