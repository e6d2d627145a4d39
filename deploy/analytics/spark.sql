-- Feedback records in Spark SQL, from the lines of the topic (one JSON record a line), the highest revision of each.
-- Write them with any consumer, for instance: kcat -b localhost:9092 -t thirdring.feedback -C -e > feedback.ndjson
-- A Parquet file of POST /v1/exports needs none of it: SELECT * FROM parquet.`feedback.parquet`.
CREATE TEMPORARY VIEW feedback_lines (
  `feedbackId` STRING,
  `revision` BIGINT,
  `deleted` BOOLEAN,
  `occurredAt` TIMESTAMP,
  `recordedAt` TIMESTAMP,
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
  `invitedAt` TIMESTAMP,
  `answeredAt` TIMESTAMP,
  `isFirstContact` BOOLEAN,
  `relation` STRING
) USING json OPTIONS (path 'feedback.ndjson');
CREATE TEMPORARY VIEW feedback AS
  SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY `feedbackId` ORDER BY `revision` DESC) AS latest FROM feedback_lines) WHERE latest = 1;

-- NPS by team and week, without retracted answers.
SELECT date_trunc('WEEK', `occurredAt`) AS week, `teamId`,
  100.0 * (count_if(`valueNumber` >= 9) - count_if(`valueNumber` <= 6)) / count(*) AS nps, count(*) AS n
FROM feedback WHERE `measure` = 'nps' AND NOT `deleted` AND `valueNumber` BETWEEN 0 AND 10 GROUP BY 1, 2 ORDER BY 1, 2;

-- CSAT by queue: 4 and 5 of the valid ratings on 1 to 5.
SELECT `queueId`, 100.0 * count_if(`valueNumber` >= 4) / count(*) AS csat, count(*) AS n
FROM feedback WHERE `measure` = 'csat' AND NOT `deleted` AND `valueNumber` BETWEEN 1 AND 5 GROUP BY 1 ORDER BY 1;

-- Signs of bad service by component.
SELECT `component`, `item` AS sign, count(*) AS cases
FROM feedback WHERE `measure` = 'sign' AND NOT `deleted` GROUP BY 1, 2 ORDER BY 3 DESC, 2;
