import type { Cell } from '../cell.ts';
import type { DisclosurePolicy } from '../policy.ts';

/** How many customers, or respondents of a survey, must be behind a cell for it to be shown. */
export const smallestGroup = (
  { respondents }: Pick<Cell, 'respondents'>,
  { k, surveyRespondents }: DisclosurePolicy,
): number => (respondents ? Math.max(k, surveyRespondents) : k);
