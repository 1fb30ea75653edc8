import * as z from 'zod';
import { present, shapeRule } from './shape-rule.ts';
import type { Rule } from './template.ts';

const EVENTS = [
  'SEND',
  'DELIVERY',
  'BOUNCE',
  'COMPLAINT',
  'REJECT',
  'RENDERING_FAILURE',
  'DELIVERY_DELAY',
];

const R20_set = shapeRule(
  'R20',
  'AWS::SES::ConfigurationSet',
  z.object({
    Properties: z.object({
      DeliveryOptions: z.object(
        { TlsPolicy: z.literal('REQUIRE') },
        { error: 'would deliver without TLS' },
      ),
      ReputationOptions: z.object({ ReputationMetricsEnabled: z.literal(true) }),
      SuppressionOptions: z.object({
        SuppressedReasons: z
          .array(z.string())
          .refine(
            (all) => all.includes('BOUNCE') && all.includes('COMPLAINT'),
            'mails who bounced or complained',
          ),
      }),
    }),
  }),
);

const R20_events = shapeRule(
  'R20',
  'AWS::SES::ConfigurationSetEventDestination',
  z.object({
    Properties: z.object({
      EventDestination: z.object({
        Enabled: z.literal(true),
        MatchingEventTypes: z
          .array(z.string())
          .refine((all) => EVENTS.every((event) => all.includes(event)), 'misses an event'),
        SnsDestination: z.object({ TopicARN: present }),
      }),
    }),
  }),
);

const R20_identity = shapeRule(
  'R20',
  'AWS::SES::EmailIdentity',
  z.object({
    Properties: z.object({
      DkimAttributes: z.object({ SigningEnabled: z.literal(true) }),
      DkimSigningAttributes: z.object({ NextSigningKeyLength: z.literal('RSA_2048_BIT') }),
      MailFromAttributes: z.object({ MailFromDomain: present }),
    }),
  }),
);

/** R20: mail is encrypted, signed and followed. DMARC is published by the domain's owner. */
export const MAIL_RULES: readonly Rule[] = [R20_set, R20_events, R20_identity];
