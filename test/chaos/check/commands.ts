import type { Finding, Operation } from './evidence.js';
import { describe } from './operations.js';
import type { PublishedEvent, Tables } from './tables.js';

/** What agents were told over HTTP: an acknowledged command has its effect, and a repeated one has it once. */
export function checkCommands(operations: readonly Operation[], tables: Tables): Finding[] {
  const findings: Finding[] = [];
  const done: Readonly<Record<string, ReadonlyMap<string, number>>> = {
    accept: byField(tables.events('thirdring.case.offer-accepted.v1'), 'offerId'),
    reply: byField(tables.events('thirdring.case.replied.v1'), 'messageId'),
    resolve: byField(tables.events('thirdring.case.resolved.v1'), 'caseId'),
    close: byField(tables.events('thirdring.case.closed.v1'), 'caseId'),
  };
  const messages = byField(tables.events('thirdring.message.requested.v1', 'reply'), 'messageId');
  for (const operation of operations) {
    if (operation.kind !== 'command' || operation.told !== 'acknowledged') continue;
    if (!done[operation.note]?.has(operation.id))
      findings.push({ breach: 'lost', where: 'routing', what: `${describe(operation)} had no effect` });
    if (operation.note === 'reply' && !messages.has(operation.id))
      findings.push({
        breach: 'lost',
        where: 'routing',
        what: `${describe(operation)} was never sent to the customer`,
      });
  }
  for (const [step, counts] of [
    ['accept', done['accept']],
    ['reply', done['reply']],
    ['message', messages],
  ] as const)
    for (const [id, count] of counts ?? [])
      if (count > 1)
        findings.push({ breach: 'doubled', where: 'routing', what: `${step} ${id} happened ${count} times` });
  return findings;
}

function byField(events: readonly PublishedEvent[], field: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { data } of events) {
    const id = String(data[field]);
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}
