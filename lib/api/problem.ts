import * as z from 'zod';

/** Every refusal that the API gives, by its code. */
const PROBLEMS = {
  invalid: { status: 400, title: 'The request is not as described' },
  'not-json': { status: 400, title: 'The body is not JSON' },
  unauthenticated: { status: 401, title: 'Sign the request' },
  forbidden: { status: 403, title: 'Your role does not allow this' },
  'not-found': { status: 404, title: 'There is nothing here for you' },
  'nothing-told': { status: 404, title: 'Nothing of this scope is told' },
  'method-not-allowed': { status: 405, title: 'This address takes other methods' },
  'in-progress': { status: 409, title: 'The same request is still being answered' },
  'period-busy': { status: 409, title: 'Another run is making this period' },
  'run-finished': { status: 409, title: 'The run has ended' },
  'not-released': { status: 409, title: 'No report of this run has been released' },
  gone: { status: 410, title: 'The report has been erased or has expired' },
  'too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': { status: 415, title: 'Send application/json' },
  'key-reused': { status: 422, title: 'The idempotency key belongs to another request' },
  'report-unknown': { status: 422, title: 'No report of the catalogue is called so' },
  'period-unknown': { status: 422, title: 'The calendar has no such week' },
  'period-open': { status: 422, title: 'The week is not over' },
  'quota-exceeded': { status: 429, title: 'No more recalculations today' },
  unexpected: { status: 500, title: 'Something went wrong' },
  unavailable: { status: 503, title: 'Try again later' },
} as const;

export type ProblemCode = keyof typeof PROBLEMS;

const CODES = Object.keys(PROBLEMS);

/** Which part of a request is not as described. It never quotes what was sent. */
const invalidPart = z.strictObject({
  pointer: z.string().max(80),
  reason: z.enum(['missing', 'unknown-field', 'not-allowed']),
});
export type InvalidPart = z.output<typeof invalidPart>;

/** RFC 9457. */
export const problemSchema = z
  .strictObject({
    type: z.string().max(80),
    title: z.string().max(120),
    status: z.int().min(400).max(599),
    code: z.enum(CODES),
    invalid: z.array(invalidPart).max(20).optional(),
  })
  .meta({ id: 'Problem' });

interface ProblemExtras {
  readonly invalid?: readonly InvalidPart[];
  /** Seconds. */
  readonly retryAfter?: number;
  readonly allow?: readonly string[];
}

/** A refusal on its way to the caller. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly extras: ProblemExtras;
  constructor(code: ProblemCode, extras: ProblemExtras = {}) {
    super(code);
    this.code = code;
    this.extras = extras;
  }
}

export function problemResponse({ code, extras }: Problem): Response {
  const { status, title } = PROBLEMS[code];
  const { invalid, retryAfter, allow } = extras;
  const body = { type: `urn:tenure:problem:${code}`, title, status, code, invalid };
  const headers = new Headers({ 'content-type': 'application/problem+json' });
  if (retryAfter !== undefined) headers.set('retry-after', String(Math.max(1, retryAfter)));
  if (allow) headers.set('allow', allow.join(', '));
  return new Response(JSON.stringify(body), { status, headers });
}
