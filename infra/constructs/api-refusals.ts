import * as apigateway from 'aws-cdk-lib/aws-apigateway';

/** What the gateway refuses before the API sees it, in the API's own words (RFC 9457): type, status, title. */
const REFUSALS = [
  [apigateway.ResponseType.BAD_REQUEST_BODY, 'invalid', 400, 'The request is not as described'],
  [
    apigateway.ResponseType.BAD_REQUEST_PARAMETERS,
    'invalid',
    400,
    'The request is not as described',
  ],
  [
    apigateway.ResponseType.MISSING_AUTHENTICATION_TOKEN,
    'unauthenticated',
    401,
    'Sign the request',
  ],
  [apigateway.ResponseType.INVALID_SIGNATURE, 'unauthenticated', 401, 'Sign the request'],
  [apigateway.ResponseType.EXPIRED_TOKEN, 'unauthenticated', 401, 'Sign the request'],
  [apigateway.ResponseType.UNAUTHORIZED, 'unauthenticated', 401, 'Sign the request'],
  [apigateway.ResponseType.ACCESS_DENIED, 'forbidden', 403, 'Your role does not allow this'],
  [apigateway.ResponseType.REQUEST_TOO_LARGE, 'too-large', 413, 'The body is too large'],
  [
    apigateway.ResponseType.UNSUPPORTED_MEDIA_TYPE,
    'unsupported-media-type',
    415,
    'Send application/json',
  ],
  [apigateway.ResponseType.THROTTLED, 'quota-exceeded', 429, 'Too many requests; try again later'],
  [apigateway.ResponseType.DEFAULT_5XX, 'unavailable', 503, 'Try again later'],
] as const;

/** Answers of the gateway look like those of the API, and say no more than them. */
export function refuseAsProblems(api: apigateway.RestApi): void {
  for (const [type, code, status, title] of REFUSALS)
    api.addGatewayResponse(`Refusal${type.responseType}`, {
      type,
      statusCode: String(status),
      responseHeaders: { 'Content-Type': "'application/problem+json'" },
      templates: {
        'application/json': JSON.stringify({
          type: `urn:tenure:problem:${code}`,
          title,
          status,
          code,
        }),
      },
    });
}
