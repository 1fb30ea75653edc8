import { handle, type LambdaContext } from 'hono/aws-lambda';
import { expect, it } from 'vitest';
import { createApi } from '#lib/api/app.ts';
import { gatewayCaller } from '#lib/api/gateway-caller.ts';
import { openApi } from '../fixtures/api-caller.ts';

const api = openApi({ principal: gatewayCaller('tenure-main') });
const handler = handle(createApi(api.ports));

const CONTEXT: LambdaContext = {
  awsRequestId: 'request',
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'api',
  functionVersion: '1',
  invokedFunctionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:api',
  logGroupName: 'group',
  logStreamName: 'stream',
  memoryLimitInMB: '512',
  getRemainingTimeInMillis: () => 1000,
};

/** The event of a REST proxy with IAM authorisation, as far as it is read. */
const event = (userArn: string) =>
  JSON.parse(
    JSON.stringify({
      version: '1.0',
      resource: '/{proxy+}',
      path: '/recalculations',
      httpMethod: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': 'k1',
        host: 'api.example.com',
      },
      multiValueHeaders: {},
      queryStringParameters: null,
      multiValueQueryStringParameters: {},
      body: '{"report":"weekly","period":"2026-W47"}',
      isBase64Encoded: false,
      requestContext: {
        accountId: '111122223333',
        apiId: 'api',
        authorizer: {},
        domainName: 'api.example.com',
        domainPrefix: 'api',
        extendedRequestId: 'x',
        httpMethod: 'POST',
        identity: { userArn, sourceIp: '192.0.2.1', userAgent: 'test' },
        path: '/v1/recalculations',
        protocol: 'HTTP/1.1',
        requestId: 'x',
        requestTime: '',
        requestTimeEpoch: 0,
        resourcePath: '/{proxy+}',
        stage: 'v1',
      },
    }),
  );

const session = (role: string) => `arn:aws:sts::111122223333:assumed-role/${role}/session`;

it('serves the same routes behind API Gateway, to whom the gateway names', async () => {
  const accepted = await handler(event(session('finance-analyst')), CONTEXT);
  expect(accepted.statusCode).toBe(202);
  expect(JSON.parse(accepted.body)).toMatchObject({ report: 'weekly', period: '2026-W47' });
  expect(api.orchestrator.started.size).toBe(1);
  const other = await handler(event(session('tenure-main-privacy-officer')), CONTEXT);
  expect(other.statusCode).toBe(403);
  expect((await handler(event(''), CONTEXT)).statusCode).toBe(401);
});

it('knows a role in all of its sessions, and a user', async () => {
  for (const arn of [
    session('finance-analyst'),
    session('finance-analyst').replace(/\w+$/, 'two'),
  ]) {
    const { multiValueHeaders } = await handler(event(arn), CONTEXT);
    expect(multiValueHeaders).toMatchObject({ 'idempotency-replayed': ['true'] });
  }
  const user = await handler(event('arn:aws:iam::111122223333:user/someone'), CONTEXT);
  expect(user.statusCode).toBe(200);
});

it('takes a role that is named alike in another deployment for an analyst', async () => {
  const alike = await handler(event(session('tenure-other-privacy-officer')), CONTEXT);
  expect(alike.statusCode).toBe(200);
});
