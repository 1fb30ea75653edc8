import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import * as assertions from 'aws-cdk-lib/assertions';
import { addStage, type Stacks } from '../add-stage.ts';
import { type LoadedCatalogue, loadCatalogue } from '../load-catalogue.ts';
import { type Facts, stageFrom } from '../stages.ts';
import { parseTemplate, type Template } from './template.ts';

export const SAMPLE = 'infra/sample.yaml';

/** A deployment of the sample shop as its templates, with handlers that do nothing. */
export interface Synthesized {
  readonly app: App;
  readonly stacks: Stacks;
  readonly catalogue: LoadedCatalogue;
  readonly lake: Template;
  readonly reporting: Template;
}

export async function synthesize(facts: Facts = {}, config = SAMPLE): Promise<Synthesized> {
  const code = mkdtempSync(join(tmpdir(), 'tenure-code-'));
  writeFileSync(join(code, 'index.mjs'), 'export const handler = async () => null;\n');
  const catalogue = await loadCatalogue(config);
  const stage = stageFrom(facts, catalogue.configuration);
  const { context } = JSON.parse(readFileSync('cdk.json', 'utf8'));
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'tenure-cdk-')), context });
  const stacks = addStage(app, { stage, catalogue, codeOf: () => code });
  const [lakeTemplate, reportingTemplate] = [stacks.lake, stacks.reporting].map((stack) =>
    parseTemplate(assertions.Template.fromStack(stack).toJSON()),
  );
  if (!lakeTemplate || !reportingTemplate) throw new Error('a stage has two stacks');
  return { app, stacks, catalogue, lake: lakeTemplate, reporting: reportingTemplate };
}
