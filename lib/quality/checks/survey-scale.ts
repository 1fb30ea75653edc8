import { shareOf, sqlCheck } from '../sql-check.ts';
import { percent } from '../wording.ts';
import sql from './survey-scale.sql';

/** Answers outside their scale, or without what their metric needs. A perval item named `perval` was filled in at landing. */
export const surveyScale = sqlCheck({
  id: 'survey-scale',
  tables: ['survey_responses'],
  unit: 'share',
  fix: 'Deliver nps on 0 to 10, ces with higher_is_better, perval with item, dimension and role, all scores inside their scale.',
  sql,
  read: (count) => {
    const values = shareOf(count('unusable'), count('answers'));
    return {
      values,
      found: `${percent(values[0] ?? 0)} of survey answers do not fit their scale or metric`,
    };
  },
});
