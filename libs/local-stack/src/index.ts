export { startLocalStack } from './start-local-stack.js';
export { StackFailure } from './stack-failure.js';
export { databaseOwners } from './local-stack.js';
export type { DatabaseOwner, LocalStack, LocalStackOptions, ServerHandle } from './local-stack.js';
