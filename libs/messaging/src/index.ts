export { MessagingModule, type AsyncMessagingOptions, type ServiceMessagingOptions } from './messaging.module.js';
export { KafkaBatchServer } from './consume/kafka-batch-server.js';
export { On, OnTimer, type OnOptions } from './consume/handlers.js';
export { MessagingHealth } from './health.js';
export { MessagingSchema1700000000000 } from './messaging-schema.migration.js';
export { DomainError, NotYetKnown, Refused, type DomainErrorKind } from './unit/errors.js';
export type {
  Appender,
  DueTimer,
  HandlerOutcome,
  Loads,
  PublishOptions,
  Store,
  Tally,
  TimerRequest,
  Unit,
  UnitCore,
  Versioned,
} from './unit/unit.js';
export { Units } from './unit/units.js';
export type { AppendTable, ColumnSpec, ColumnType, StateTable, TallyTable, UnitTable } from './store/tables.js';
