import { derived, optional, person, required, type TableContract } from './column.ts';

/** No `themes` means no comment; an empty list means a comment without a theme. */
const surveyResponses = {
  name: 'survey_responses',
  grain: 'one answered item of one response',
  key: ['response_id', 'item'],
  eventTime: 'responded_at',
  columns: [
    required('response_id', 'id', 'identifier'),
    required('survey', 'code', 'none'),
    required('metric', ['nps', 'csat', 'ces', 'perval', 'custom'], 'none'),
    required('responded_at', 'ts', 'behavioural'),
    required('score', 'num', 'behavioural'),
    required('scale_min', 'num', 'none'),
    required('scale_max', 'num', 'none'),
    derived('item', 'code', 'none'),
    person(optional('customer_id', 'id', 'identifier')),
    optional('higher_is_better', 'bool', 'none'),
    optional('dimension', ['functional', 'emotional', 'social', 'economic'], 'none'),
    optional('role', ['benefit', 'cost'], 'none'),
    optional('touchpoint', 'code', 'behavioural'),
    optional('themes', 'list', 'behavioural'),
    optional('sentiment', 'num', 'behavioural'),
  ],
} as const satisfies TableContract;

const surveyInvitations = {
  name: 'survey_invitations',
  grain: 'the invitations to one survey of one day, or of one customer',
  key: ['survey', 'invited_at', 'customer_id'],
  eventTime: 'invited_at',
  anyOf: [['count', 'customer_id']],
  columns: [
    required('survey', 'code', 'none'),
    required('invited_at', 'ts', 'behavioural'),
    optional('count', 'int', 'none'),
    person(optional('customer_id', 'id', 'identifier')),
  ],
} as const satisfies TableContract;

const supportTickets = {
  name: 'support_tickets',
  grain: 'one ticket',
  key: ['ticket_id'],
  eventTime: 'opened_at',
  columns: [
    required('ticket_id', 'id', 'identifier'),
    required('opened_at', 'ts', 'behavioural'),
    required('category', 'code', 'behavioural'),
    person(optional('customer_id', 'id', 'identifier')),
    optional('resolved_at', 'ts', 'behavioural'),
    optional('first_reply_at', 'ts', 'behavioural'),
    optional('reopened', 'bool', 'behavioural'),
    optional('minutes', 'num', 'behavioural'),
    optional('cost', 'money', 'money'),
    optional('currency', 'ccy', 'none'),
    optional('severity', 'code', 'behavioural'),
    optional('channel', 'code', 'behavioural'),
  ],
} as const satisfies TableContract;

/** What customers say: scores and codes, never their words. */
export const VOICE_TABLES = {
  survey_responses: surveyResponses,
  survey_invitations: surveyInvitations,
  support_tickets: supportTickets,
} as const satisfies Readonly<Record<string, TableContract>>;
