import type { FunctionSpec } from './function-spec.ts';
import { machineArn } from './function-statements.ts';
import type { LineResources, Sending } from './line-resources.ts';

/** Name of the configuration file in a bundle. */
export const CONFIGURATION_FILE = 'tenure.yaml';

/** The variables that a function finds: those of what it may touch. None is secret. */
export function functionEnvironment(
  { access, configuration }: FunctionSpec,
  line: LineResources,
  deployment: string,
): Record<string, string> {
  const wanted: readonly (readonly [unknown, Record<string, string>])[] = [
    [true, { DEPLOYMENT: deployment }],
    [access.deliveries, { RAW_BUCKET: line.deliveries.name }],
    [access.lake, { LAKE_BUCKET: line.lake.name }],
    [access.ledger, { LEDGER_BUCKET: line.ledger.name }],
    [access.released, { RELEASED_BUCKET: line.released.name }],
    [access.queries, { WORKGROUP: line.readers, RESULTS_BUCKET: line.results.name }],
    [access.queries ?? access.glue, { DATABASE: line.database }],
    [access.machine, { STATE_MACHINE_ARN: machineArn(line.machine) }],
    [access.mail, mailVariables(line.sending)],
    [configuration, { CONFIGURATION: CONFIGURATION_FILE }],
  ];
  return Object.assign(
    {},
    ...wanted.filter(([needed]) => needed).map(([, variables]) => variables),
  );
}

const mailVariables = ({ configurationSet, sender, domains }: Sending): Record<string, string> => ({
  CONFIGURATION_SET: configurationSet,
  SENDER: sender,
  ALLOWED_DOMAINS: JSON.stringify(domains),
});
