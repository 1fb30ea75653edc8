import * as apigateway from 'aws-cdk-lib/aws-apigateway';

const { OBJECT, STRING, BOOLEAN } = apigateway.JsonSchemaType;

/** Bodies that the gateway lets through: closed, and no longer than the API itself takes. */
export const API_MODELS = {
  RecalculationRequest: {
    schema: apigateway.JsonSchemaVersion.DRAFT4,
    type: OBJECT,
    additionalProperties: false,
    required: ['report', 'period'],
    properties: {
      report: { type: STRING, minLength: 1, maxLength: 40 },
      scope: { type: STRING, minLength: 3, maxLength: 101 },
      period: { type: STRING, maxLength: 8 },
      deliver: { type: BOOLEAN },
    },
  },
  ErasureRequest: {
    schema: apigateway.JsonSchemaVersion.DRAFT4,
    type: OBJECT,
    additionalProperties: false,
    required: ['customerId'],
    properties: { customerId: { type: STRING, minLength: 1, maxLength: 255 } },
  },
} as const satisfies Record<string, apigateway.JsonSchema>;
