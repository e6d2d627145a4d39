import { describe, expect, it } from '@jest/globals';
import { checkServices } from './check-services.js';
import type { Breach, DumpedRecord, Evidence, Operation, ServiceTables } from './evidence.js';

type Row = Record<string, unknown>;

interface HandMade {
  operations: Operation[];
  records: DumpedRecord[];
  own: Record<string, Record<string, Row[]>>;
}

const inbound = 'thirdring.interactions.inbound';

const submitted = (offset: number, mark: string, id: string): DumpedRecord => ({
  ...{ topic: inbound, partition: 0, offset, key: 'ana' },
  headers: { ce_source: '/adapters/chaos-mail', ce_id: id, chaos_mark: mark },
  value: '{}',
});

const told = (
  topic: string,
  offset: number,
  type: string,
  sequence: number,
  subject: string,
  data: Row,
): DumpedRecord => ({
  ...{ topic: `thirdring.${topic}`, partition: 0, offset, key: 'ana' },
  headers: {
    ce_source: `/thirdring/${topic === 'interactions' || topic === 'messages.outbound' ? 'intake' : 'routing'}`,
    ce_id: `${topic}-${offset}`,
    ce_type: `thirdring.${type}.v1`,
    ce_subject: subject,
    ce_sequence: String(sequence),
  },
  value: JSON.stringify(data),
});

const received = (offset: number, n: number) =>
  told('interactions', offset, 'interaction.received', 1, `i${n}`, {
    ...{ interactionId: `i${n}`, externalId: `m${n}`, party: { handle: 'ana' } },
  });
const classified = (offset: number, n: number) =>
  told('interactions', offset, 'interaction.classified', 2, `i${n}`, {
    ...{ interactionId: `i${n}`, kind: { value: 'inquiry' } },
  });
const ofCase = (sequence: number, fact: string, more: Row) =>
  told('cases', sequence, `case.${fact}`, sequence, 'c1', { caseId: 'c1', cycle: 1, ...more });

/** Two contacts by Kafka and one over HTTP, all about one case, which was answered and closed. */
function healthy(): HandMade {
  const sent = (mark: string, more: Partial<Operation>): Operation => ({
    ...{ mark, door: 'kafka', kind: 'event', note: '', source: '/adapters/chaos-mail', id: `m${mark}`, subject: 'ana' },
    ...more,
    told: 'acknowledged',
  });
  const rows = (of: number[], row: (n: number) => Row) => of.map(row);
  return {
    operations: [
      sent('1', {}),
      sent('2', {}),
      sent('3', { door: 'http' }),
      sent('4', { door: 'http', kind: 'command', note: 'reply', id: 'r1', subject: 'c1' }),
      sent('5', { door: 'http', kind: 'command', note: 'close', id: 'c1', subject: 'c1' }),
    ],
    records: [
      submitted(0, '1', 'm1'),
      submitted(1, '2', 'm2'),
      ...[1, 2, 3].flatMap((n) => [received(2 * n, n), classified(2 * n + 1, n)]),
      ofCase(1, 'opened', { interactionId: 'i1' }),
      ofCase(2, 'interaction-added', { interactionId: 'i2' }),
      ofCase(3, 'interaction-added', { interactionId: 'i3' }),
      ofCase(4, 'replied', { messageId: 'r1' }),
      ofCase(5, 'closed', {}),
      told('messages.outbound', 0, 'message.requested', 1, 'a1', { purpose: 'acknowledgement', messageId: 'a1' }),
      told('messages.outbound', 1, 'message.requested', 1, 'r1', { purpose: 'reply', messageId: 'r1' }),
    ],
    own: {
      intake: {
        interaction: rows([1, 2, 3], (n) => ({
          interaction_id: `i${n}`,
          body: JSON.stringify({ externalId: `m${n}` }),
        })),
        acknowledgement_suppression: [],
      },
      routing: { support_case: [{ case_id: 'c1', version: 5 }] },
      'follow-up': {
        interaction_record: rows([1, 2, 3], (n) => ({ interaction_id: `i${n}` })),
        journey: [{ case_id: 'c1' }],
        survey: [{ response_id: 's1', case_id: 'c1', cycle: 1, status: 'planned' }],
      },
      'feedback-analytics': {
        interaction_fact: rows([1, 2, 3], (n) => ({ interaction_id: `i${n}` })),
        case_fact: [{ case_id: 'c1' }],
        daily_volume: [{ received: '3', cases_opened: '1', cases_closed: '1' }],
        daily_csat: [],
        feedback: [],
      },
    },
  };
}

/** Consumption is tried on the reference service; here only what the services do matters. */
const evidenceOf = ({ operations, records, own }: HandMade): Evidence => ({
  operations,
  records,
  services: Object.entries(own).map(([service, tables]): ServiceTables => ({
    ...{ service, positions: [], inbox: [], outboxRows: 0, refusedRows: 0, deadLetters: [], parked: [] },
    own: tables,
  })),
});

const breachesAfter = (change: (run: HandMade) => void): Set<Breach> => {
  const run = healthy();
  change(run);
  return new Set(checkServices(evidenceOf(run)).map((finding) => finding.breach));
};

const without = (run: HandMade, id: string): void => {
  run.records = run.records.filter((record) => record.headers['ce_id'] !== id);
};

describe('the rules of the four services', () => {
  it('find nothing where all went well', () => {
    expect(checkServices(evidenceOf(healthy()))).toEqual([]);
  });

  it.each<[string, Breach, (run: HandMade) => void]>([
    ['a contact over HTTP that is not stored', 'lost', ({ own }) => void own['intake']?.['interaction']?.pop()],
    [
      'a contact stored twice',
      'doubled',
      ({ own }) => own['intake']?.['interaction']?.push({ interaction_id: 'i9', body: '{"externalId":"m1"}' }),
    ],
    ['a contact that was not told', 'lost', (run) => without(run, 'interactions-4')],
    ['a contact that is part of no case', 'lost', (run) => without(run, 'cases-3')],
    [
      'a contact that is part of two cases',
      'doubled',
      ({ records }) => records.push(told('cases', 9, 'case.opened', 1, 'c2', { caseId: 'c2', interactionId: 'i3' })),
    ],
    [
      'contacts told in another order',
      'reordered',
      (run) => {
        without(run, 'interactions-2');
        run.records.push(received(20, 1));
      },
    ],
    ['a fact of a case that was not told', 'lost', (run) => without(run, 'cases-4')],
    ['a case without an acknowledgement', 'lost', (run) => without(run, 'messages.outbound-0')],
    [
      'two acknowledgements',
      'doubled',
      ({ records }) =>
        records.push(told('messages.outbound', 5, 'message.requested', 1, 'a2', { purpose: 'acknowledgement' })),
    ],
    ['a reply that was never sent', 'lost', (run) => without(run, 'messages.outbound-1')],
    ['a closing without its survey', 'lost', ({ own }) => void own['follow-up']?.['survey']?.pop()],
    [
      'a contact counted twice in the figures',
      'doubled',
      ({ own }) => Object.assign(own['feedback-analytics']?.['daily_volume']?.[0] ?? {}, { received: '4' }),
    ],
    [
      'an answer that is no feedback',
      'lost',
      ({ own }) => Object.assign(own['follow-up']?.['survey']?.[0] ?? {}, { status: 'answered' }),
    ],
    ['a command without its effect', 'lost', (run) => without(run, 'cases-5')],
  ])('report %s as %s', (_, breach, change) => {
    expect(breachesAfter(change)).toContain(breach);
  });
});
