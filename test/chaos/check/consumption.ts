import type { DumpedRecord, Evidence, Finding, ServiceTables } from './evidence.js';

const keyOf = (at: { topic: string; partition: number }): string => `${at.topic}/${at.partition}`;

/** Per service: every record of its topics is accounted for exactly once, nothing is in flight, and the inbox agrees. */
export function checkConsumption({ records, services }: Evidence): Finding[] {
  const byPartition = Map.groupBy(records, keyOf);
  const byTopic = Map.groupBy(records, (record) => record.topic);
  return services.flatMap((tables) => [
    ...inFlight(tables),
    ...balance(tables, byPartition),
    ...inbox(tables, byTopic),
    ...deadLettersExist(tables, byPartition),
  ]);
}

function inFlight({ service, outboxRows, refusedRows, parked }: ServiceTables): Finding[] {
  const findings: Finding[] = [];
  const lost = (what: string) => findings.push({ breach: 'lost', where: service, what });
  if (outboxRows > 0) lost(`${outboxRows} rows are still in the outbox`);
  if (refusedRows > 0) lost(`${refusedRows} events were refused by the broker`);
  if (parked.length > 0) lost(`${parked.length} events are still parked`);
  return findings;
}

/** G5, partition by partition: handled + ignored + duplicate + parked + dead = records since the start. */
function balance(tables: ServiceTables, byPartition: ReadonlyMap<string, readonly DumpedRecord[]>): Finding[] {
  const findings: Finding[] = [];
  const topics = new Set(tables.positions.map((position) => position.topic));
  const positions = new Map(tables.positions.map((position) => [keyOf(position), position]));
  for (const [key, records] of byPartition) {
    const [first] = records;
    if (first === undefined || !topics.has(first.topic)) continue;
    const where = `${tables.service} ${key}`;
    const position = positions.get(key);
    if (position === undefined) {
      findings.push({ breach: 'lost', where, what: `${records.length} records and no position` });
      continue;
    }
    const last = Math.max(...records.map((record) => record.offset));
    if (position.next <= last)
      findings.push({ breach: 'lost', where, what: `the position is ${position.next}, the last record ${last}` });
    const expected = records.filter((record) => record.offset >= position.startedAt).length;
    const counted = position.handled + position.ignored + position.duplicate + position.parked + position.dead;
    if (counted < expected)
      findings.push({ breach: 'lost', where, what: `${counted} records are accounted for, ${expected} are there` });
    if (counted > expected)
      findings.push({ breach: 'doubled', where, what: `${counted} records are accounted for, ${expected} are there` });
    const dead = tables.deadLetters.filter((letter) => keyOf(letter) === key).length;
    if (dead !== position.dead)
      findings.push({
        breach: dead < position.dead ? 'lost' : 'doubled',
        where,
        what: `${dead} dead letters are kept, ${position.dead} were counted`,
      });
    const parked = tables.parked.filter((event) => keyOf(event) === key).length;
    if (parked !== position.parked)
      findings.push({ breach: 'lost', where, what: `${parked} events are parked, ${position.parked} were counted` });
  }
  return findings;
}

/**
 * A type that the inbox knows at all is one that the service handles: then every event of it is in the inbox, or dead.
 * What the inbox knows must be in a topic.
 */
function inbox(tables: ServiceTables, byTopic: ReadonlyMap<string, readonly DumpedRecord[]>): Finding[] {
  const findings: Finding[] = [];
  const known = new Set(tables.inbox.map(({ source, id }) => `${source} ${id}`));
  const dead = new Set(tables.deadLetters.map((letter) => `${keyOf(letter)}/${letter.offset}`));
  const published = new Set<string>();
  const missing = new Map<string, DumpedRecord[]>();
  const handledTypes = new Set<string>();
  for (const topic of new Set(tables.positions.map((position) => position.topic))) {
    for (const record of byTopic.get(topic) ?? []) {
      const identity = `${record.headers['ce_source']} ${record.headers['ce_id']}`;
      const type = `${topic} ${record.headers['ce_type']}`;
      published.add(identity);
      if (known.has(identity)) handledTypes.add(type);
      else if (!dead.has(`${keyOf(record)}/${record.offset}`))
        missing.set(type, [...(missing.get(type) ?? []), record]);
    }
  }
  for (const [type, records] of missing)
    if (handledTypes.has(type))
      findings.push({
        breach: 'lost',
        where: tables.service,
        what: `${records.length} events of ${type} were never handled, the first at ${keyOf(records[0] as DumpedRecord)}/${records[0]?.offset}`,
      });
  for (const identity of known)
    if (!published.has(identity))
      findings.push({ breach: 'lost', where: tables.service, what: `${identity} was handled and is in no topic` });
  return findings;
}

/** Dead letters point at records that exist, once each. */
function deadLettersExist(tables: ServiceTables, byPartition: ReadonlyMap<string, readonly DumpedRecord[]>): Finding[] {
  const seen = new Set<string>();
  const findings: Finding[] = [];
  for (const letter of tables.deadLetters) {
    if (letter.partition < 0) continue;
    const at = `${keyOf(letter)}/${letter.offset}`;
    if (seen.has(at)) findings.push({ breach: 'doubled', where: tables.service, what: `two dead letters of ${at}` });
    seen.add(at);
    if (byPartition.get(keyOf(letter))?.some((record) => record.offset === letter.offset) !== true)
      findings.push({ breach: 'lost', where: tables.service, what: `the dead letter of ${at} has no record` });
  }
  return findings;
}
