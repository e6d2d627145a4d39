-- Feedback records in DuckDB, from the lines of the topic (one JSON record a line), the highest revision of each.
-- Write them with any consumer, for instance: kcat -b localhost:9092 -t thirdring.feedback -C -e > feedback.ndjson
-- A Parquet file of POST /v1/exports needs none of it: select * from 'feedback.parquet'.
CREATE OR REPLACE TABLE feedback_lines (
  "feedbackId" VARCHAR,
  "revision" BIGINT,
  "deleted" BOOLEAN,
  "occurredAt" TIMESTAMPTZ,
  "recordedAt" TIMESTAMPTZ,
  "sourceType" VARCHAR,
  "sourceId" VARCHAR,
  "responseId" VARCHAR,
  "programmeId" VARCHAR,
  "complete" BOOLEAN,
  "samplingWeight" DOUBLE,
  "instrument" VARCHAR,
  "instrumentVersion" VARCHAR,
  "item" VARCHAR,
  "itemLabel" VARCHAR,
  "measure" VARCHAR,
  "scaleMin" DOUBLE,
  "scaleMax" DOUBLE,
  "direction" VARCHAR,
  "valueNumber" DOUBLE,
  "valueText" VARCHAR,
  "valueChoice" VARCHAR,
  "component" VARCHAR,
  "dimension" VARCHAR,
  "driver" VARCHAR,
  "sentiment" DOUBLE,
  "topic" VARCHAR,
  "topics" VARCHAR[],
  "language" VARCHAR,
  "customerId" VARCHAR,
  "segment" VARCHAR,
  "tier" VARCHAR,
  "channel" VARCHAR,
  "kind" VARCHAR,
  "primaryNeed" VARCHAR,
  "needs" VARCHAR[],
  "issueKey" VARCHAR,
  "caseId" VARCHAR,
  "cycle" BIGINT,
  "agentId" VARCHAR,
  "agentIds" VARCHAR[],
  "teamId" VARCHAR,
  "queueId" VARCHAR,
  "brand" VARCHAR,
  "site" VARCHAR,
  "product" VARCHAR,
  "invitedAt" TIMESTAMPTZ,
  "answeredAt" TIMESTAMPTZ,
  "isFirstContact" BOOLEAN,
  "relation" VARCHAR
);
INSERT INTO feedback_lines BY NAME
  SELECT * FROM read_json('feedback.ndjson', format = 'newline_delimited', columns = {
    'feedbackId': 'VARCHAR',
    'revision': 'BIGINT',
    'deleted': 'BOOLEAN',
    'occurredAt': 'TIMESTAMPTZ',
    'recordedAt': 'TIMESTAMPTZ',
    'sourceType': 'VARCHAR',
    'sourceId': 'VARCHAR',
    'responseId': 'VARCHAR',
    'programmeId': 'VARCHAR',
    'complete': 'BOOLEAN',
    'samplingWeight': 'DOUBLE',
    'instrument': 'VARCHAR',
    'instrumentVersion': 'VARCHAR',
    'item': 'VARCHAR',
    'itemLabel': 'VARCHAR',
    'measure': 'VARCHAR',
    'scaleMin': 'DOUBLE',
    'scaleMax': 'DOUBLE',
    'direction': 'VARCHAR',
    'valueNumber': 'DOUBLE',
    'valueText': 'VARCHAR',
    'valueChoice': 'VARCHAR',
    'component': 'VARCHAR',
    'dimension': 'VARCHAR',
    'driver': 'VARCHAR',
    'sentiment': 'DOUBLE',
    'topic': 'VARCHAR',
    'topics': 'VARCHAR[]',
    'language': 'VARCHAR',
    'customerId': 'VARCHAR',
    'segment': 'VARCHAR',
    'tier': 'VARCHAR',
    'channel': 'VARCHAR',
    'kind': 'VARCHAR',
    'primaryNeed': 'VARCHAR',
    'needs': 'VARCHAR[]',
    'issueKey': 'VARCHAR',
    'caseId': 'VARCHAR',
    'cycle': 'BIGINT',
    'agentId': 'VARCHAR',
    'agentIds': 'VARCHAR[]',
    'teamId': 'VARCHAR',
    'queueId': 'VARCHAR',
    'brand': 'VARCHAR',
    'site': 'VARCHAR',
    'product': 'VARCHAR',
    'invitedAt': 'TIMESTAMPTZ',
    'answeredAt': 'TIMESTAMPTZ',
    'isFirstContact': 'BOOLEAN',
    'relation': 'VARCHAR'
  });
CREATE OR REPLACE VIEW feedback AS
  SELECT * FROM feedback_lines
  QUALIFY row_number() OVER (PARTITION BY "feedbackId" ORDER BY "revision" DESC) = 1;

-- NPS by team and week, without retracted answers.
SELECT date_trunc('week', "occurredAt") AS week, "teamId",
  100.0 * (count(*) FILTER ("valueNumber" >= 9) - count(*) FILTER ("valueNumber" <= 6)) / count(*) AS nps, count(*) AS n
FROM feedback WHERE "measure" = 'nps' AND NOT "deleted" AND "valueNumber" BETWEEN 0 AND 10 GROUP BY 1, 2 ORDER BY 1, 2;

-- CSAT by queue: 4 and 5 of the valid ratings on 1 to 5.
SELECT "queueId", 100.0 * count(*) FILTER ("valueNumber" >= 4) / count(*) AS csat, count(*) AS n
FROM feedback WHERE "measure" = 'csat' AND NOT "deleted" AND "valueNumber" BETWEEN 1 AND 5 GROUP BY 1 ORDER BY 1;

-- Signs of bad service by component.
SELECT "component", "item" AS sign, count(*) AS cases
FROM feedback WHERE "measure" = 'sign' AND NOT "deleted" GROUP BY 1, 2 ORDER BY 3 DESC, 2;
