import type { DumpedRecord, Evidence, Finding } from './evidence.js';

/**
 * What services published, repetitions aside: one body for each (source, id), one event for each subject and sequence,
 * and each subject's sequence growing in the order of its partition (G3).
 */
export function checkPublication({ records }: Evidence, sources: ReadonlySet<string>): Finding[] {
  const ours = records.filter((record) => sources.has(record.headers['ce_source'] ?? ''));
  const first = new Map<string, DumpedRecord>();
  const findings: Finding[] = [];
  for (const record of inOrder(ours)) {
    const identity = `${record.headers['ce_source']} ${record.headers['ce_id']}`;
    const before = first.get(identity);
    if (before === undefined) first.set(identity, record);
    else if (before.value !== record.value || before.topic !== record.topic || before.partition !== record.partition)
      findings.push({ breach: 'doubled', where: record.topic, what: `${identity} was published with two contents` });
  }
  return [...findings, ...sequences([...first.values()])];
}

function sequences(events: readonly DumpedRecord[]): Finding[] {
  const findings: Finding[] = [];
  const subjects = Map.groupBy(
    events,
    ({ topic, headers }) => `${topic} ${headers['ce_source']} ${headers['ce_subject']}`,
  );
  for (const [subject, delivered] of subjects) {
    if (new Set(delivered.map((record) => record.partition)).size > 1)
      findings.push({ breach: 'reordered', where: subject, what: 'its events are in two partitions' });
    let before = -1;
    const taken = new Set<string>();
    for (const { headers } of delivered) {
      const sequence = Number(headers['ce_sequence']);
      const fact = `${headers['ce_type']} ${sequence}`;
      if (taken.has(fact))
        findings.push({ breach: 'doubled', where: subject, what: `${fact} was published twice under two ids` });
      taken.add(fact);
      if (sequence < before)
        findings.push({ breach: 'reordered', where: subject, what: `sequence ${sequence} came after ${before}` });
      before = Math.max(before, sequence);
    }
  }
  return findings;
}

export function inOrder(records: readonly DumpedRecord[]): DumpedRecord[] {
  return [...records].sort((a, b) =>
    a.topic === b.topic ? a.partition - b.partition || a.offset - b.offset : a.topic < b.topic ? -1 : 1,
  );
}
