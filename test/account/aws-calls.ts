import { AwsClient } from 'aws4fetch';
import { OWNER } from './cdk.ts';

export interface Signer {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export const OWNER_KEYS: Signer = {
  accessKeyId: OWNER.AWS_ACCESS_KEY_ID,
  secretAccessKey: OWNER.AWS_SECRET_ACCESS_KEY,
};

/** Signed calls to one account's endpoint, for services that the project itself has no client of. */
export interface AwsCalls {
  /** A service of the JSON protocol, such as `AWSStepFunctions.ListExecutions`. */
  json(service: string, target: string, body: object): Promise<unknown>;
  /** A service of the query protocol, such as `iam` with `Action: DeleteRolePolicy`; its XML. */
  query(service: string, parameters: Readonly<Record<string, string>>): Promise<string>;
  /** Any other request, signed for a service. */
  send(service: string, path: string, init?: RequestInit): Promise<Response>;
}

export function awsCalls(endpoint: string, signer: Signer = OWNER_KEYS): AwsCalls {
  const clientOf = (service: string) =>
    new AwsClient({ ...signer, service, region: OWNER.AWS_REGION, retries: 0 });
  const send: AwsCalls['send'] = (service, path, init) =>
    clientOf(service).fetch(`${endpoint}${path}`, init);
  const sound = async (response: Response): Promise<string> => {
    const text = await response.text();
    if (!response.ok) throw new Error(`${response.status}: ${text.slice(0, 500)}`);
    return text;
  };
  return {
    send,
    async json(service, target, body) {
      const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target };
      const answer = await send(service, '/', {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      });
      return JSON.parse((await sound(answer)) || '{}');
    },
    async query(service, parameters) {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const body = new URLSearchParams(parameters).toString();
      return sound(await send(service, '/', { method: 'POST', headers, body }));
    },
  };
}
