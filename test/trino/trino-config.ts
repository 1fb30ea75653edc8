import { join } from 'node:path';
import type { TrinoInstall } from './install-trino.ts';

/** Catalog name that Athena gives Glue's tables. */
export const CATALOG = 'awsdatacatalog';

export interface TrinoOptions {
  readonly install: TrinoInstall;
  /** Text of the catalog's properties file; without it tables live in files under `data`. */
  readonly catalog?: string;
  /** Nodes beside the coordinator, which then does no work itself; 0 is a single node. */
  readonly workers?: number;
  /** Heap of each node, half of it for queries; 1 unless given. */
  readonly heapGiB?: number;
  /** Compile hot code fully: slower to start, faster for long queries. */
  readonly longQueries?: boolean;
}

/** One process of a cluster. */
export interface TrinoNode {
  readonly name: string;
  readonly port: number;
  /** Port of the coordinator; its own where it is the coordinator. */
  readonly coordinator: number;
}

/** Arguments of `java` for a node whose files are in `home`. */
export const javaArguments = (
  { install, longQueries, heapGiB = 1 }: TrinoOptions,
  home: string,
  node: TrinoNode,
): string[] => [
  `-Xmx${heapGiB}G`,
  '-XX:+UseG1GC',
  '-XX:+ExitOnOutOfMemoryError',
  ...(longQueries ? [] : ['-XX:TieredStopAtLevel=1']),
  '-Djdk.attach.allowAttachSelf=true',
  '--add-modules=jdk.incubator.vector',
  '--enable-native-access=ALL-UNNAMED',
  '--sun-misc-unsafe-memory-access=allow',
  '-Dnode.environment=test',
  `-Dnode.id=${node.name}`,
  `-Dnode.data-dir=${home}`,
  '-Dnode.bind-ip=127.0.0.1',
  '-Dnode.internal-address=127.0.0.1',
  `-Dconfig=${join(home, 'config.properties')}`,
  `-Dcatalog.config-dir=${join(home, 'catalog')}`,
  `-Dplugin.dir=${join(install.home, 'plugin')}`,
  '-cp',
  join(install.home, 'lib/*'),
  'io.trino.server.TrinoServer',
];

/** Text of a node's `config.properties`. */
export const configOf = (
  { workers = 0, heapGiB = 1 }: TrinoOptions,
  { port, coordinator }: TrinoNode,
): string =>
  [
    `coordinator=${port === coordinator}`,
    ...(port === coordinator ? [`node-scheduler.include-coordinator=${workers === 0}`] : []),
    `http-server.http.port=${port}`,
    `discovery.uri=http://127.0.0.1:${coordinator}`,
    `query.max-memory=${500 * heapGiB * Math.max(1, workers)}MB`,
    `query.max-memory-per-node=${500 * heapGiB}MB`,
    `memory.heap-headroom-per-node=${250 * heapGiB}MB`,
    '',
  ].join('\n');

/** A hive catalog whose tables and their descriptions are files in a folder. */
export const fileCatalog = (data: string): string => `connector.name=hive
hive.metastore=file
hive.metastore.catalog.dir=local:///metastore
fs.native-local.enabled=true
local.location=${data}
hive.non-managed-table-writes-enabled=true
`;
