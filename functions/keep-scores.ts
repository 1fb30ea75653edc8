import { GlueClient } from '@aws-sdk/client-glue';
import { replaceTable } from '#lib/intake/athena/plan/glue-tables.ts';
import { RUN_FACTS } from '#lib/pipeline/artefacts/run-facts.ts';
import { scoreBook } from '#lib/pipeline/steps/score-books.ts';
import { erasureListVersion } from '#lib/runs/erasure-list.ts';
import { customerScoresTable } from '#lib/scores/athena-scores.ts';
import { keepScores } from '#lib/scores/keep-scores.ts';
import { listName } from '#lib/scores/score-folders.ts';
import { s3Copier } from '#lib/store/s3-copy.ts';
import {
  books,
  configuration,
  lakeObjects,
  log,
  onRun,
  s3,
  storedRun,
  today,
  variable,
} from './services.ts';

const glue = new GlueClient();

/** Written scores → the table of scores, in the place of those of earlier cuts; what may not be kept goes. */
export const handler = onRun('keep-scores', async (trigger) => {
  const { scores } = await scoreBook(books(), trigger).read();
  const { observation } = await (await storedRun(trigger)).kept.load(RUN_FACTS);
  const bucket = variable('LAKE_BUCKET');
  const lake = {
    objects: lakeObjects(),
    copy: s3Copier(s3, bucket),
    point: (prefix: string) =>
      replaceTable(glue, variable('DATABASE'), customerScoresTable(`s3://${bucket}/`, prefix)),
  };
  const state = await keepScores(lake, scores, {
    scoredOn: observation.asOf,
    today: await today(),
    keepDays: (await configuration()).configuration.scores?.keepDays,
    list: listName(await erasureListVersion(books())),
  });
  log.info('scores-kept', { run: trigger.run, state });
});
