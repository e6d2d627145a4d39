import { swcOptions } from './libs/testing/jest/swc-options.mjs';

/**
 * Three projects, told apart by the name of the file:
 *
 * - `unit`  `*.spec.ts`       no I/O; runs anywhere
 * - `int`   `*.int-spec.ts`   real Postgres and Kafka
 * - `e2e`   `*.e2e-spec.ts`   all services; one file at a time, because two of them would share topics and cores
 *
 * One suite: `node libs/local-stack/bin/run.mjs test path/to/a.spec.ts`. `KAFKA_BROKERS` and `TEST_POSTGRES_URL` (a
 * superuser) make the tests use servers that are already running; without them the local stack is started once.
 */

const shared = {
  rootDir: import.meta.dirname,
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/test'],
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['node', 'node-addons', 'source'] },
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', swcOptions] },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  setupFiles: ['reflect-metadata'],
  // Nothing below these is source: build output, the data of the local servers, code that breaks the layer rules on purpose.
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.stack/', '<rootDir>/test/architecture/planted/'],
};

const onStack = {
  ...shared,
  globalSetup: '<rootDir>/libs/testing/jest/start-stack.mjs',
  globalTeardown: '<rootDir>/libs/testing/jest/stop-stack.mjs',
};

export default {
  maxWorkers: 2,
  // A test that waits for a broker may take some seconds; `eventually()` gives up earlier and says why.
  testTimeout: 60_000,
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['<rootDir>/{apps,libs,test}/**/*.spec.ts'] },
    { ...onStack, displayName: 'int', testMatch: ['<rootDir>/{apps,libs,test}/**/*.int-spec.ts'] },
    {
      ...onStack,
      displayName: 'e2e',
      testMatch: ['<rootDir>/test/e2e/**/*.e2e-spec.ts'],
      runner: '<rootDir>/libs/testing/jest/one-at-a-time.mjs',
    },
  ],
};
