export { eventually, type EventuallyOptions } from './eventually.js';
export { FixedClock } from './fixed-clock.js';
export { idSequence } from './id-sequence.js';
export { createTestDatabase, type TestDatabase, type TestDatabaseOptions } from './test-database.js';
