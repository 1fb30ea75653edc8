import { derived, optional, person, required, type TableContract } from './column.ts';

/** `attributes` may hold a `birth_year`, which tells children; see `decisions/scope-states.md`. */
const customers = {
  name: 'customers',
  grain: 'one customer',
  key: ['customer_id'],
  columns: [
    person(required('customer_id', 'id', 'identifier')),
    optional('created_at', 'ts', 'behavioural'),
    optional('first_seen_at', 'ts', 'behavioural'),
    optional('type', ['b2b', 'b2c'], 'quasi'),
    optional('account_id', 'id', 'identifier'),
    optional('country', 'code', 'quasi'),
    optional('attributes', 'map', 'quasi'),
    optional('is_internal', 'bool', 'none'),
    optional('merged_into', 'id', 'identifier'),
  ],
} as const satisfies TableContract;

/** An open `valid_to` means the customer is in the segment still. */
const segmentMembership = {
  name: 'segment_membership',
  grain: 'one customer in one segment of one scheme, in one stretch of validity',
  key: ['customer_id', 'scheme', 'segment', 'valid_from'],
  eventTime: 'valid_from',
  columns: [
    person(required('customer_id', 'id', 'identifier')),
    required('scheme', 'code', 'none'),
    required('segment', 'code', 'quasi'),
    required('valid_from', 'ts', 'behavioural'),
    optional('valid_to', 'ts', 'behavioural'),
  ],
} as const satisfies TableContract;

const consents = {
  name: 'consents',
  grain: 'one change of one consent of one customer',
  key: ['customer_id', 'purpose', 'effective_at'],
  eventTime: 'effective_at',
  columns: [
    person(required('customer_id', 'id', 'identifier')),
    required('purpose', 'code', 'none'),
    required('status', ['granted', 'refused', 'withdrawn'], 'behavioural'),
    required('effective_at', 'ts', 'behavioural'),
    optional('legal_basis', 'code', 'none'),
    optional('source_code', 'code', 'none'),
    optional('policy_version', 'code', 'none'),
  ],
} as const satisfies TableContract;

const erasures = {
  name: 'erasures',
  grain: 'one request of one customer to be erased, restricted or left out',
  key: ['request_id'],
  eventTime: 'requested_at',
  columns: [
    required('request_id', 'id', 'identifier'),
    person(required('customer_id', 'id', 'identifier')),
    required('requested_at', 'ts', 'behavioural'),
    optional('scope', ['delete', 'restrict', 'object'], 'behavioural'),
    derived('effective_at', 'ts', 'behavioural'),
    optional('completed_at', 'ts', 'behavioural'),
  ],
} as const satisfies TableContract;

/** Who the customers are, as far as it may be known, and what they allowed. */
export const CUSTOMER_TABLES = {
  customers,
  segment_membership: segmentMembership,
  consents,
  erasures,
} as const satisfies Readonly<Record<string, TableContract>>;
