const required = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
};

/** What the benchmark tells the service that it compares with, this one or one of your own. */
export const settings = {
  brokers: required('KAFKA_BROKERS').split(','),
  databaseUrl: required('DATABASE_URL'),
  inputTopic: required('INPUT_TOPIC'),
  outputTopic: required('OUTPUT_TOPIC'),
  groupId: required('GROUP_ID'),
  partitionsConsumedConcurrently: Number(process.env['PARTITIONS_CONSUMED_CONCURRENTLY'] ?? 1),
};
