export { MessagingModule, type AsyncMessagingOptions, type ServiceMessagingOptions } from './messaging.module.js';
export { KafkaBatchServer } from './consume/kafka-batch-server.js';
export { On, OnTimer, type OnOptions } from './consume/handlers.js';
export { MessagingHealth } from './health.js';
export { MessagingSchema1700000000000 } from './messaging-schema.migration.js';
export { MessagingQuarantine1700000001410 } from './messaging-quarantine.migration.js';
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
export type { Forgetting } from './store/row-cleaner.js';
export { Units } from './unit/units.js';
export { pause } from './pause.js';
export type {
  AppendTable,
  ColumnSpec,
  ColumnType,
  StatementTable,
  StateTable,
  TallyTable,
  UnitTable,
} from './store/tables.js';
export { KafkajsLog } from './kafkajs/kafkajs-log.js';
export { Log, RecordRefused, WriterFenced } from './log/log.js';
export type {
  LogAdmin,
  LogOptions,
  LogReader,
  LogReaderHandlers,
  LogRecord,
  LogWriter,
  OutgoingRecord,
  PartitionEnds,
  ReaderOptions,
  SendOutcome,
  TopicPartition,
  TopicSettings,
  TopicState,
  WriterOptions,
} from './log/log.js';
export { partitionFor } from './log/partition.js';
export { ensureTopics, topicSettings } from './log/topics.js';
export type { EnsureOptions, SettingDrift, TopicFinding, TopicOverrides } from './log/topics.js';
export { readTopicsFile, TopicsFileInvalid } from './log/topics-file.js';
export { AdapterProducer, PublicationInvalid } from './adapter-producer/adapter-producer.js';
export type { AdapterProducerOptions, PublicationResult } from './adapter-producer/adapter-producer.js';
export type { Publication, PublicationEnvelope } from './adapter-producer/publication.js';

// For a writer with transactions of its own beside the unit of work, such as routing's engine.
export { classify, type FailureClass } from './store/failure.js';
export { LeaderLock } from './store/leader-lock.js';
export { Session, settled, type SessionOptions, type Statement, type StatementResult } from './store/session.js';
export { StateStatements } from './store/table-statements.js';
export { columnCodecs, int8Array, textArray, uuidArray } from './store/array-parameters.js';
export { handlersOf, type RerunHandler } from './rerun/handlers-of.js';
export { Rerun, type RerunOptions, type RerunStep } from './rerun/rerun.js';
export { eraseStoredEvents } from './ops/erase-stored-events.js';
export type { OutboxRow } from './outbox/outbox-row.js';
export { outboxStatement } from './outbox/outbox-statement.js';
export { outboxRowOf, type OutboxEnvelope } from './outbox/outbox-row-of.js';
export { Outbox } from './outbox/outbox.js';

// For the operators' command line.
export { ServiceOperations } from './ops/service-operations.js';
export { replayHorizonDays } from './ops/dead-letter-operations.js';
export { DeadLetters } from './ops/dead-letters.js';
export type { DeadLetterOperations } from './ops/dead-letter-operations.js';
export type {
  DeadLetter,
  DeadLetterDetails,
  DeadLetterFilter,
  DeadLetterStatus,
  UnloggedLetter,
} from './ops/dead-letter.js';
export { OperationRefused, type PartitionSelection, type PositionReport } from './ops/position-operations.js';
export { replayAll, replayAndWait, type ReplayProgress } from './ops/replay.js';
export type { ServiceStatus } from './ops/service-status.js';
