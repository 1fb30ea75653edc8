import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { addStage } from './add-stage.ts';
import { bundleFunction } from './bundle/bundle-function.ts';
import { configurationFiles } from './bundle/configuration-files.ts';
import { loadCatalogue } from './load-catalogue.ts';
import { ACCEPTED } from './rules/accepted.ts';
import { AcceptingChecks } from './rules/accepting-checks.ts';
import { FACT_NAMES, stageFrom } from './stages.ts';

const ROOT = join(import.meta.dirname, '..');

/** The sample shop's, so that a template can be looked at before there is a configuration. */
const SAMPLE = join(import.meta.dirname, 'sample.yaml');

const app = new App();
const given: unknown = app.node.tryGetContext('config');
const catalogue = await loadCatalogue(typeof given === 'string' ? given : SAMPLE);
const files = configurationFiles(catalogue);
const facts = Object.fromEntries(FACT_NAMES.map((name) => [name, app.node.tryGetContext(name)]));
const stage = stageFrom(facts, catalogue.configuration);

addStage(app, {
  stage,
  catalogue,
  codeOf: ({ name, configuration }) =>
    bundleFunction({
      entry: join(ROOT, 'functions', `${name}.ts`),
      into: join(ROOT, 'out/functions', name),
      files: configuration ? files : [],
    }),
});
Validations.of(app).addPlugins(new AcceptingChecks(app, ACCEPTED));
app.synth();
