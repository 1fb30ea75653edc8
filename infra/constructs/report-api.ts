import { Aws, RemovalPolicy } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { API_MODELS } from './api-models.ts';
import { refuseAsProblems } from './api-refusals.ts';
import type { BatchFunction } from './batch-function.ts';
import { gatewayLogging } from './gateway-logging.ts';

export interface ReportApiProps {
  readonly name: string;
  readonly handler: BatchFunction;
  readonly key: kms.IKey;
}

/** The part of the address before every route. */
const STAGE = 'v1';

const JSON_TYPE = 'application/json';

/** Who asked for what and how it ended: no body, no query, no address of a caller. */
const ACCESS_LOG = apigateway.AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    caller: '$context.identity.userArn',
    at: '$context.requestTimeEpoch',
    method: '$context.httpMethod',
    resource: '$context.resourcePath',
    status: '$context.status',
    bytes: '$context.responseLength',
    milliseconds: '$context.responseLatency',
    tls: '$context.tlsVersion',
  }),
);

/** The API behind a gateway that lets in signed requests only, checks bodies and slows callers down. */
export class ReportApi extends Construct {
  readonly api: apigateway.RestApi;

  constructor(scope: Construct, id: string, { name, handler, key }: ReportApiProps) {
    super(scope, id);
    const { version } = handler;
    const accessLog = new logs.LogGroup(this, 'AccessLog', {
      retention: logs.RetentionDays.THIRTEEN_MONTHS,
      encryptionKey: key,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const account = gatewayLogging(this);
    this.api = new apigateway.RestApi(this, 'Api', {
      restApiName: name,
      description: 'Recalculations, erasure requests and released reports of Tenure',
      endpointTypes: [apigateway.EndpointType.REGIONAL],
      cloudWatchRole: false,
      deployOptions: stageOptions(accessLog),
      defaultMethodOptions: { authorizationType: apigateway.AuthorizationType.IAM },
      defaultIntegration: new apigateway.Integration({
        type: apigateway.IntegrationType.AWS_PROXY,
        integrationHttpMethod: 'POST',
        uri: `arn:${Aws.PARTITION}:apigateway:${Aws.REGION}:lambda:path/2015-03-31/functions/${version.functionArn}/invocations`,
      }),
    });
    new lambda.CfnPermission(this, 'Invoke', {
      action: 'lambda:InvokeFunction',
      functionName: version.functionArn,
      principal: 'apigateway.amazonaws.com',
      sourceArn: this.api.arnForExecuteApi('*', '/*', STAGE),
    });
    this.api.deploymentStage.node.addDependency(account);
    demandTls(this.api);
    refuseAsProblems(this.api);
    this.routes();
  }

  /** Bodies are checked at the gate; everything else is the handler's to find or not to find. */
  private routes(): void {
    const parameters = this.api.addRequestValidator('Parameters', {
      validateRequestParameters: true,
    });
    const everything = this.api.addRequestValidator('Everything', {
      validateRequestParameters: true,
      validateRequestBody: true,
    });
    this.api.root.addResource('recalculations').addMethod('POST', undefined, {
      requestValidator: everything,
      requestModels: { [JSON_TYPE]: this.model('RecalculationRequest') },
      requestParameters: { 'method.request.header.Idempotency-Key': true },
    });
    this.api.root.addResource('erasures').addMethod('POST', undefined, {
      requestValidator: everything,
      requestModels: { [JSON_TYPE]: this.model('ErasureRequest') },
    });
    this.api.root.addResource('{proxy+}').addMethod('ANY', undefined, {
      requestValidator: parameters,
    });
  }

  private model(name: keyof typeof API_MODELS): apigateway.Model {
    return this.api.addModel(name, {
      modelName: name,
      contentType: JSON_TYPE,
      schema: API_MODELS[name],
    });
  }
}

/** Five requests a second, ten at once; errors logged without what they were about. */
const stageOptions = (accessLog: logs.ILogGroup): apigateway.StageOptions => ({
  stageName: STAGE,
  accessLogDestination: new apigateway.LogGroupLogDestination(accessLog),
  accessLogFormat: ACCESS_LOG,
  loggingLevel: apigateway.MethodLoggingLevel.ERROR,
  dataTraceEnabled: false,
  metricsEnabled: true,
  tracingEnabled: true,
  throttlingRateLimit: 5,
  throttlingBurstLimit: 10,
});

/** TLS 1.2 at least, and only under the API's own name. */
function demandTls({ node: { defaultChild } }: apigateway.RestApi): void {
  if (!(defaultChild instanceof apigateway.CfnRestApi)) return;
  defaultChild.securityPolicy = 'SecurityPolicy_TLS13_1_2_2021_06';
  defaultChild.endpointAccessMode = 'STRICT';
}
