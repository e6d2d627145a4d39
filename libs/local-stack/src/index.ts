export { defaultDataDirectory, startLocalStack } from './start-local-stack.js';
export { brokersInUse, environmentWith } from './running-stack.js';
export { ReservedPorts } from './reserved-ports.js';
export { findRunningServers } from './running-servers.js';
export type { FindServersOptions, RunningServers } from './running-servers.js';
export { resetData } from './reset-data.js';
export { StackFailure } from './stack-failure.js';
export { databaseOwners } from './local-stack.js';
export type { DatabaseOwner, LocalStack, LocalStackOptions, ServerHandle } from './local-stack.js';
