/** Trino's hive catalog over the emulator's Glue and S3: what Athena has in an account. */
export const glueCatalog = (endpoint: string): string => `connector.name=hive
hive.metastore=glue
hive.metastore.glue.region=eu-west-1
hive.metastore.glue.endpoint-url=${endpoint}
hive.metastore.glue.aws-access-key=test
hive.metastore.glue.aws-secret-key=test
fs.native-s3.enabled=true
s3.endpoint=${endpoint}
s3.region=eu-west-1
s3.path-style-access=true
s3.aws-access-key=test
s3.aws-secret-key=test
hive.non-managed-table-writes-enabled=true
`;
