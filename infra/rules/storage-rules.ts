import * as z from 'zod';
import { present, shapeRule } from './shape-rule.ts';
import { type Statement, statementsOf } from './statements.ts';
import { type Finding, finding, type NamedResource, type Rule, resourcesOf } from './template.ts';
import { textOf } from './text-of.ts';

const yes = z.literal(true);

const bucketShape = z.object({
  DeletionPolicy: z.literal('Retain'),
  Properties: z.object({
    BucketEncryption: z.object({ ServerSideEncryptionConfiguration: z.array(z.unknown()).min(1) }),
    VersioningConfiguration: z.object({ Status: z.literal('Enabled') }),
    OwnershipControls: z.object({
      Rules: z.tuple([z.object({ ObjectOwnership: z.literal('BucketOwnerEnforced') })]),
    }),
    PublicAccessBlockConfiguration: z.object({
      BlockPublicAcls: yes,
      BlockPublicPolicy: yes,
      IgnorePublicAcls: yes,
      RestrictPublicBuckets: yes,
    }),
    LifecycleConfiguration: z.object({
      Rules: z
        .array(z.record(z.string(), z.unknown()))
        .refine((rules) => rules.some((rule) => 'NoncurrentVersionExpiration' in rule), {
          error: 'keeps replaced versions for ever',
        })
        .refine((rules) => rules.some((rule) => 'AbortIncompleteMultipartUpload' in rule), {
          error: 'keeps uploads that were never completed',
        }),
    }),
    ObjectLockEnabled: z.undefined({ error: 'would keep persons from being erased' }).optional(),
  }),
});

/** S3 writes access logs under no key of ours, and no log of its own. */
const dataBucketShape = z.object({
  Properties: z.object({
    BucketEncryption: z.object({
      ServerSideEncryptionConfiguration: z.tuple([
        z.object({
          BucketKeyEnabled: yes,
          ServerSideEncryptionByDefault: z.object({
            SSEAlgorithm: z.literal('aws:kms'),
            KMSMasterKeyID: present,
          }),
        }),
      ]),
    }),
    LoggingConfiguration: z.object({ DestinationBucketName: present }),
  }),
});

const R9_dataBuckets: Rule = (template) =>
  shapeRule(
    'R9',
    'AWS::S3::Bucket',
    dataBucketShape,
  )(template).filter(({ resource }) => !resource.startsWith('AccessLogs'));

const R9_tls: Rule = (template) => {
  const policies = statementsOf(template).filter(({ allows }) => !allows);
  return resourcesOf(template, 'AWS::S3::Bucket').flatMap(({ id }) => {
    const denied = policies.filter(({ resources }) => resources.includes(`\${${id}.Arn}/*`));
    return [
      ...(denied.some(refusesPlainHttp) ? [] : [finding('R9', id, 'takes plain HTTP')]),
      ...(denied.some(refusesOldTls) ? [] : [finding('R9', id, 'takes TLS below 1.2')]),
    ];
  });
};

export const refusesPlainHttp = ({ conditions, principal }: Statement): boolean =>
  String(conditions['Bool']?.['aws:SecureTransport']) === 'false' && principal.includes('*');

const refusesOldTls = ({ conditions }: Statement): boolean =>
  Number(textOf(conditions['NumericLessThan']?.['s3:TlsVersion'])) >= 1.2;

const R10_keys = shapeRule(
  'R10',
  'AWS::KMS::Key',
  z.object({
    DeletionPolicy: z.literal('Retain'),
    Properties: z.object({ EnableKeyRotation: yes, PendingWindowInDays: z.literal(30) }),
  }),
);

const R10_noOpenPrincipal: Rule = (template) =>
  statementsOf(template)
    .filter(
      ({ kind, allows, principal }) =>
        (kind === 'key' || kind === 'resource') && allows && /^\*$|"AWS":"\*"/.test(principal),
    )
    .map(({ resource }) => finding('R10', resource, 'allows everybody'));

/** Writes on a condition, no deletes: see `constructs/ledger-policy.ts`. */
const R11_ledger: Rule = (template) => {
  const denials = statementsOf(template).filter(({ allows }) => !allows);
  return resourcesOf(template, 'AWS::S3::Bucket')
    .filter(({ id }) => id.startsWith('Ledger'))
    .flatMap((bucket) => ledgerFindings(bucket, denials));
};

function ledgerFindings({ id }: NamedResource, denials: readonly Statement[]): Finding[] {
  const here = denials.filter(({ resources }) => resources.includes(`\${${id}.Arn}/*`));
  const conditional = here.some(
    ({ actions, conditions }) =>
      actions.includes('s3:PutObject') &&
      String(conditions['Null']?.['s3:if-none-match']) === 'true' &&
      String(conditions['Null']?.['s3:if-match']) === 'true',
  );
  const kept = here.some(
    ({ actions, conditions }) =>
      actions.includes('s3:DeleteObject') && Object.keys(conditions).length === 0,
  );
  return [
    ...(conditional ? [] : [finding('R11', id, 'takes writes without a condition')]),
    ...(kept ? [] : [finding('R11', id, 'lets rows be deleted')]),
  ];
}

/** R9 to R11: buckets and keys. */
export const STORAGE_RULES: readonly Rule[] = [
  shapeRule('R9', 'AWS::S3::Bucket', bucketShape),
  R9_dataBuckets,
  R9_tls,
  R10_keys,
  R10_noOpenPrincipal,
  R11_ledger,
];
