import { finding, type Rule, resourcesOf } from './template.ts';
import { textOf } from './text-of.ts';

const R23_outputs: Rule = ({ Outputs }) =>
  Object.entries(Outputs)
    .filter(([, { Value }]) => /\d{12}|arn:aws/.test(textOf(Value)))
    .map(([id]) => finding('R23', id, 'prints an account'));

/** Kinds of resources that carry a bill or data: they say whose they are. */
const TAGGED = [
  'AWS::S3::Bucket',
  'AWS::KMS::Key',
  'AWS::Lambda::Function',
  'AWS::StepFunctions::StateMachine',
];

const R24_tags: Rule = (template) =>
  TAGGED.flatMap((type) => resourcesOf(template, type))
    .filter(({ Properties }) => !JSON.stringify(Properties['Tags'] ?? []).includes('"Deployment"'))
    .map(({ id }) => finding('R24', id, 'belongs to no deployment'));

const R24_noOpenCors: Rule = ({ Resources }) =>
  Object.entries(Resources)
    .filter(([, { Properties }]) =>
      /Access-Control-Allow-Origin":"'\*'|AllowedOrigins":\["\*"/.test(JSON.stringify(Properties)),
    )
    .map(([id]) => finding('R24', id, 'answers every web page'));

/** Nothing is copied to, or read from, another region. */
const R24_oneRegion: Rule = ({ Resources }) =>
  Object.entries(Resources)
    .filter(
      ([, { Type, Properties }]) =>
        'ReplicationConfiguration' in Properties ||
        /MultiRegion|GlobalTable|ReplicaKey/.test(
          `${Type} ${Properties['MultiRegion'] === true ? 'MultiRegion' : ''}`,
        ),
    )
    .map(([id]) => finding('R24', id, 'leaves its region'));

/** R23 and R24: stacks. Termination protection is no part of a template; the stack's test looks at it. */
export const STACK_RULES: readonly Rule[] = [R23_outputs, R24_tags, R24_noOpenCors, R24_oneRegion];
