import type { AwsCalls } from './aws-calls.ts';

interface StackResource {
  readonly type: string;
  readonly logicalId: string;
  readonly physicalId: string;
}

/** What CloudFormation says that it has made. */
export class CloudFormation {
  readonly #outputs: ReadonlyMap<string, string>;
  readonly #resources: readonly StackResource[];

  private constructor(outputs: ReadonlyMap<string, string>, resources: readonly StackResource[]) {
    this.#outputs = outputs;
    this.#resources = resources;
  }

  static async read(calls: AwsCalls, stacks: readonly string[]): Promise<CloudFormation> {
    const outputs = new Map<string, string>();
    const resources: StackResource[] = [];
    for (const StackName of stacks) {
      const about = await calls.query('cloudformation', { Action: 'DescribeStacks', StackName });
      for (const block of blocksOf(about, 'Outputs'))
        outputs.set(textOf(block, 'OutputKey'), textOf(block, 'OutputValue'));
      const listed = await calls.query('cloudformation', {
        Action: 'DescribeStackResources',
        StackName,
      });
      for (const block of blocksOf(listed, 'StackResources'))
        resources.push({
          type: textOf(block, 'ResourceType'),
          logicalId: textOf(block, 'LogicalResourceId'),
          physicalId: textOf(block, 'PhysicalResourceId'),
        });
    }
    return new CloudFormation(outputs, resources);
  }

  output(name: string): string {
    const found = this.#outputs.get(name);
    if (found === undefined) throw new Error(`no output ${name}`);
    return found;
  }

  /** The one resource of a type whose logical id begins so. */
  resource(type: string, beginning = ''): string {
    const found = this.#resources.filter(
      (one) => one.type === type && one.logicalId.startsWith(beginning),
    );
    if (found.length !== 1 || !found[0])
      throw new Error(`${found.length} resources ${type} ${beginning}`);
    return found[0].physicalId;
  }

  get count(): number {
    return this.#resources.length;
  }
}

/** State of the newest stack of a name; null where there was never one. */
export async function stackState(calls: AwsCalls, name: string): Promise<string | null> {
  const listed = await calls.query('cloudformation', { Action: 'ListStacks' });
  const found = blocksOf(listed, 'StackSummaries').find(
    (block) => textOf(block, 'StackName') === name,
  );
  return found === undefined ? null : textOf(found, 'StackStatus');
}

const blocksOf = (xml: string, list: string): string[] => {
  const inside = new RegExp(`<${list}>(.*?)</${list}>`, 's').exec(xml)?.[1] ?? '';
  return [...inside.matchAll(/<member>(.*?)<\/member>/gs)].map(([, block = '']) => block);
};

const textOf = (xml: string, name: string): string =>
  new RegExp(`<${name}>(.*?)</${name}>`, 's').exec(xml)?.[1] ?? '';
