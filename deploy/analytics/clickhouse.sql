-- Feedback records in ClickHouse, read from the topic by the Kafka engine; the highest revision of each wins.
-- Replace localhost:9092 by your brokers.
CREATE TABLE feedback_queue (
  `feedbackId` String,
  `revision` Int64,
  `deleted` Bool,
  `occurredAt` DateTime64(3, 'UTC'),
  `recordedAt` Nullable(DateTime64(3, 'UTC')),
  `sourceType` Nullable(String),
  `sourceId` Nullable(String),
  `responseId` Nullable(String),
  `programmeId` Nullable(String),
  `complete` Nullable(Bool),
  `samplingWeight` Nullable(Float64),
  `instrument` Nullable(String),
  `instrumentVersion` Nullable(String),
  `item` Nullable(String),
  `itemLabel` Nullable(String),
  `measure` Nullable(String),
  `scaleMin` Nullable(Float64),
  `scaleMax` Nullable(Float64),
  `direction` Nullable(String),
  `valueNumber` Nullable(Float64),
  `valueText` Nullable(String),
  `valueChoice` Nullable(String),
  `component` Nullable(String),
  `dimension` Nullable(String),
  `driver` Nullable(String),
  `sentiment` Nullable(Float64),
  `topic` Nullable(String),
  `topics` Array(String),
  `language` Nullable(String),
  `customerId` Nullable(String),
  `segment` Nullable(String),
  `tier` Nullable(String),
  `channel` Nullable(String),
  `kind` Nullable(String),
  `primaryNeed` Nullable(String),
  `needs` Array(String),
  `issueKey` Nullable(String),
  `caseId` Nullable(String),
  `cycle` Nullable(Int64),
  `agentId` Nullable(String),
  `agentIds` Array(String),
  `teamId` Nullable(String),
  `queueId` Nullable(String),
  `brand` Nullable(String),
  `site` Nullable(String),
  `product` Nullable(String),
  `invitedAt` Nullable(DateTime64(3, 'UTC')),
  `answeredAt` Nullable(DateTime64(3, 'UTC')),
  `isFirstContact` Nullable(Bool),
  `relation` Nullable(String)
) ENGINE = Kafka
SETTINGS kafka_broker_list = 'localhost:9092', kafka_topic_list = 'thirdring.feedback', kafka_group_name = 'clickhouse-feedback',
  kafka_format = 'JSONEachRow', input_format_skip_unknown_fields = 1, date_time_input_format = 'best_effort';

CREATE TABLE feedback (
  `feedbackId` String,
  `revision` Int64,
  `deleted` Bool,
  `occurredAt` DateTime64(3, 'UTC'),
  `recordedAt` Nullable(DateTime64(3, 'UTC')),
  `sourceType` Nullable(String),
  `sourceId` Nullable(String),
  `responseId` Nullable(String),
  `programmeId` Nullable(String),
  `complete` Nullable(Bool),
  `samplingWeight` Nullable(Float64),
  `instrument` Nullable(String),
  `instrumentVersion` Nullable(String),
  `item` Nullable(String),
  `itemLabel` Nullable(String),
  `measure` Nullable(String),
  `scaleMin` Nullable(Float64),
  `scaleMax` Nullable(Float64),
  `direction` Nullable(String),
  `valueNumber` Nullable(Float64),
  `valueText` Nullable(String),
  `valueChoice` Nullable(String),
  `component` Nullable(String),
  `dimension` Nullable(String),
  `driver` Nullable(String),
  `sentiment` Nullable(Float64),
  `topic` Nullable(String),
  `topics` Array(String),
  `language` Nullable(String),
  `customerId` Nullable(String),
  `segment` Nullable(String),
  `tier` Nullable(String),
  `channel` Nullable(String),
  `kind` Nullable(String),
  `primaryNeed` Nullable(String),
  `needs` Array(String),
  `issueKey` Nullable(String),
  `caseId` Nullable(String),
  `cycle` Nullable(Int64),
  `agentId` Nullable(String),
  `agentIds` Array(String),
  `teamId` Nullable(String),
  `queueId` Nullable(String),
  `brand` Nullable(String),
  `site` Nullable(String),
  `product` Nullable(String),
  `invitedAt` Nullable(DateTime64(3, 'UTC')),
  `answeredAt` Nullable(DateTime64(3, 'UTC')),
  `isFirstContact` Nullable(Bool),
  `relation` Nullable(String)
) ENGINE = ReplacingMergeTree(revision) PARTITION BY toYYYYMM(occurredAt) ORDER BY feedbackId;

CREATE MATERIALIZED VIEW feedback_reader TO feedback AS SELECT * FROM feedback_queue;

-- NPS by team and week, without retracted answers.
SELECT toStartOfWeek(occurredAt, 1) AS week, teamId, 100 * (countIf(valueNumber >= 9) - countIf(valueNumber <= 6)) / count() AS nps, count() AS n
FROM feedback FINAL WHERE measure = 'nps' AND NOT deleted AND valueNumber BETWEEN 0 AND 10 GROUP BY week, teamId ORDER BY week, teamId;

-- CSAT by queue: 4 and 5 of the valid ratings on 1 to 5.
SELECT queueId, 100 * countIf(valueNumber >= 4) / count() AS csat, count() AS n
FROM feedback FINAL WHERE measure = 'csat' AND NOT deleted AND valueNumber BETWEEN 1 AND 5 GROUP BY queueId ORDER BY queueId;

-- Signs of bad service by component.
SELECT component, item AS sign, count() AS cases
FROM feedback FINAL WHERE measure = 'sign' AND NOT deleted GROUP BY component, item ORDER BY cases DESC, sign;
