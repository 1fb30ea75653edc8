import type { Section } from '../document.ts';
import { type LayoutContext, section } from './context.ts';
import { supportBlocks } from './support.ts';
import { surveyBlocks } from './surveys.ts';
import { themeBlocks } from './themes.ts';

/** Section 9: what customers say in surveys and comments of the closed month. */
export const voiceSection = (context: LayoutContext): Section | null =>
  section(9, 'Voice and support', [
    ...surveyBlocks(context),
    ...themeBlocks(context),
    ...supportBlocks(context),
  ]);
