-- Feedback records in Flink SQL, as a changing table keyed by feedbackId. Needs flink-sql-connector-kafka.
-- Replace localhost:9092 by your brokers.
CREATE TABLE feedback (
  `feedbackId` STRING,
  `revision` BIGINT,
  `deleted` BOOLEAN,
  `occurredAt` TIMESTAMP_LTZ(3),
  `recordedAt` TIMESTAMP_LTZ(3),
  `sourceType` STRING,
  `sourceId` STRING,
  `responseId` STRING,
  `programmeId` STRING,
  `complete` BOOLEAN,
  `samplingWeight` DOUBLE,
  `instrument` STRING,
  `instrumentVersion` STRING,
  `item` STRING,
  `itemLabel` STRING,
  `measure` STRING,
  `scaleMin` DOUBLE,
  `scaleMax` DOUBLE,
  `direction` STRING,
  `valueNumber` DOUBLE,
  `valueText` STRING,
  `valueChoice` STRING,
  `component` STRING,
  `dimension` STRING,
  `driver` STRING,
  `sentiment` DOUBLE,
  `topic` STRING,
  `topics` ARRAY<STRING>,
  `language` STRING,
  `customerId` STRING,
  `segment` STRING,
  `tier` STRING,
  `channel` STRING,
  `kind` STRING,
  `primaryNeed` STRING,
  `needs` ARRAY<STRING>,
  `issueKey` STRING,
  `caseId` STRING,
  `cycle` BIGINT,
  `agentId` STRING,
  `agentIds` ARRAY<STRING>,
  `teamId` STRING,
  `queueId` STRING,
  `brand` STRING,
  `site` STRING,
  `product` STRING,
  `invitedAt` TIMESTAMP_LTZ(3),
  `answeredAt` TIMESTAMP_LTZ(3),
  `isFirstContact` BOOLEAN,
  `relation` STRING,
  PRIMARY KEY (`feedbackId`) NOT ENFORCED
) WITH (
  'connector' = 'upsert-kafka', 'topic' = 'thirdring.feedback', 'properties.bootstrap.servers' = 'localhost:9092',
  'properties.group.id' = 'flink-feedback', 'key.format' = 'raw', 'value.format' = 'json', 'value.fields-include' = 'ALL',
  'value.json.timestamp-format.standard' = 'ISO-8601'
);

-- NPS by team and week, without retracted answers.
SELECT FLOOR(`occurredAt` TO WEEK) AS `week`, `teamId`,
  100.0 * (COUNT(*) FILTER (WHERE `valueNumber` >= 9) - COUNT(*) FILTER (WHERE `valueNumber` <= 6)) / COUNT(*) AS nps, COUNT(*) AS n
FROM feedback WHERE `measure` = 'nps' AND NOT `deleted` AND `valueNumber` BETWEEN 0 AND 10
GROUP BY FLOOR(`occurredAt` TO WEEK), `teamId`;

-- CSAT by queue: 4 and 5 of the valid ratings on 1 to 5.
SELECT `queueId`, 100.0 * COUNT(*) FILTER (WHERE `valueNumber` >= 4) / COUNT(*) AS csat, COUNT(*) AS n
FROM feedback WHERE `measure` = 'csat' AND NOT `deleted` AND `valueNumber` BETWEEN 1 AND 5 GROUP BY `queueId`;

-- Signs of bad service by component.
SELECT `component`, `item` AS sign, COUNT(*) AS cases
FROM feedback WHERE `measure` = 'sign' AND NOT `deleted` GROUP BY `component`, `item`;
