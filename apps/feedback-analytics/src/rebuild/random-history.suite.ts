import {
  CaseClosed,
  CaseInteractionAdded,
  CaseOpened,
  CasePromiseBroken,
  CasePromiseKept,
  CaseQueueLeft,
  CaseReopened,
  CaseReplied,
  CaseSlaCorrected,
  CaseSlaDecided,
  CustomerChanged,
  eventOptions,
  InteractionReceived,
  InteractionReclassified,
  MessageDelivered,
  MessageRequested,
  SurveyAnswered,
  SurveyInvited,
  uuidV8,
  type CloudEvent,
  type EventClass,
} from '#libs/contracts';

/** One thing that is consumed, or a look of the timer at a case. */
export interface HistoryStep {
  readonly now: Date;
  readonly event: CloudEvent;
  readonly look?: string;
}

export interface History {
  readonly slices: readonly (readonly HistoryStep[])[];
  readonly events: number;
}

const start = Date.parse('2026-02-20T08:00:00Z');
const hour = 3_600_000;
const cases = 40;

/** Mulberry32: the same seed gives the same history. */
function drawer(seed: number) {
  let state = seed;
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

/** Cases of a few customers who merge and part, with corrections, reopenings and late events, in random order across subjects. */
export function randomHistory(seed: number): History {
  const draw = drawer(seed * 7919);
  const id = (...parts: (string | number)[]) => uuidV8('history', String(seed), ...parts.map(String));
  const customers = Array.from({ length: 8 }, (_, index) => id('customer', index));
  const pick = <T>(list: readonly T[]): T => list[draw(list.length)] as T;
  let serial = 0;
  const make = <T extends object>(eventClass: EventClass<T>, data: T, at: number): CloudEvent => {
    const { type, subject } = eventOptions(eventClass);
    const named = String((data as Readonly<Record<string, unknown>>)[subject]);
    const envelope = { specversion: '1.0', id: id('event', (serial += 1)), source: '/spec', type } as const;
    return { ...envelope, time: new Date(at).toISOString(), subject: named, datacontenttype: 'application/json', data };
  };
  const subjects = [
    ...customers.map((customerId, index) => customerLife(customerId, index)),
    ...Array.from({ length: cases }, (_, index) => caseLife(index)),
  ];

  function customerLife(customerId: string, index: number): CloudEvent[] {
    const life: CloudEvent[] = [];
    for (let version = 1; version <= 3; version += 1) {
      const mergedInto = version === 2 && index > 0 ? customers[draw(index)] : undefined;
      const about = { customerId, version, handles: [], consent: [], mergedFrom: [], name: 'A secret name' };
      const level = { segment: pick(['private', 'business']), tier: pick(['gold', 'silver']) };
      life.push(
        make(CustomerChanged, { ...about, ...level, ...(mergedInto && { mergedInto }) }, start + version * 200 * hour),
      );
    }
    return life;
  }

  function caseLife(index: number): CloudEvent[] {
    const [caseId, customerId, interactionId] = [id('case', index), pick(customers), id('contact', index)];
    let at = start + draw(40 * 24) * hour;
    const then = (): number => (at += draw(600) * 60_000);
    const iso = (time: number) => new Date(time).toISOString();
    const channel = pick(['chat', 'email'] as const);
    const place = {
      queueId: pick(['general', 'billing']),
      teamId: pick(['front', 'back']),
      actorType: 'agent',
    } as const;
    const about = { caseId, customerId, cycle: 1, channel, ...place };
    const contact = { interactionId, channelAccount: 'a', kind: pick(['inquiry', 'complaint'] as const) };
    const flags = { needs: [] as [], anonymous: false, automatic: false, issueKey: pick(['delivery/parcel', 'bill']) };
    const summary = { ...about, ...contact, ...flags, reference: `TR-${seed}-${index}`, language: 'en' };
    const party = { type: 'email', handle: 'ana@post.example', verified: true } as const;
    const text = 'This is my secret: nobody answers me.';
    const received = {
      ...contact,
      channel,
      customerId,
      externalId: id('x', index),
      direction: 'inbound',
      party,
      text,
    } as const;
    const times = { occurredAt: iso(at), receivedAt: iso(at), isFirstContact: true, handle: 'ana@post.example' };
    const due = { dueAt: iso(at + hour), decidedAt: iso(at + hour) };
    const target = { ...about, metric: 'first-response', policyVersion: '1', ...due } as const;
    const promise = { ...about, promiseId: id('promise', index), kind: 'callback', what: 'a secret', ...due } as const;
    const opening = { openedBy: 'interaction', direction: 'inbound', urgency: 3 } as const;
    const waitedSeconds = draw(90);
    const [messageId, responseId] = [id('message', index), id('response', index)];
    const survey = { responseId, customerId, caseId, cycle: 1, programmeId: 'p', channel: 'sms' } as const;
    const instrument = { instrument: 'csat', instrumentVersion: '1' };
    const attribution = { agentId: 'ann', agentIds: ['ann'], queueId: place.queueId, channel, needs: [] as [] };
    const scale = { scaleMin: 1, scaleMax: 5, direction: 'higher-is-better' } as const;
    const score = () =>
      ({ item: 'overall', itemLabel: 'How?', measure: 'csat', ...scale, valueNumber: 1 + draw(6) }) as const;
    const comment = { item: 'comment', itemLabel: 'Else?', measure: 'text', valueText: 'secret' } as const;
    const reply = {
      messageId: id('reply', index),
      customerId,
      caseId,
      purpose: 'reply',
      channel,
      channelAccount: 'a',
    } as const;
    const life = [
      make(InteractionReceived, { ...received, ...times }, at),
      make(CaseOpened, { ...summary, ...opening, requiredSkills: [], occurredAt: iso(at) }, at),
      make(
        CaseQueueLeft,
        { ...about, reason: pick(['answered', 'abandoned', 'callback'] as const), waitedSeconds },
        then(),
      ),
      make(
        MessageRequested,
        { ...reply, to: 'ana@post.example', text: 'Good morning, sorry, a secret.', language: 'en' },
        then(),
      ),
      make(
        CaseReplied,
        { ...about, agentId: 'ann', first: true, public: true, waitedSeconds, messageId: reply.messageId },
        at,
      ),
      make(CaseSlaDecided, { ...target, outcome: pick(['met', 'breached'] as const) }, then()),
      make(CaseSlaCorrected, { ...target, outcome: pick(['met', 'undecided', 'cancelled'] as const) }, then()),
      make(
        CaseInteractionAdded,
        { ...about, interactionId: id('more', index), direction: 'inbound', occurredAt: iso(then()) },
        at,
      ),
      make(draw(2) ? CasePromiseKept : CasePromiseBroken, promise, then()),
      make(
        InteractionReclassified,
        { interactionId, customerId, caseId, kind: { value: 'claim', confidence: 1, by: 'agent:ann' } },
        then(),
      ),
      make(CaseClosed, { ...summary, agentIds: ['ann'] }, then()),
      make(
        SurveyInvited,
        {
          ...survey,
          ...instrument,
          messageId,
          samplingWeight: 1,
          invitedAt: iso(then()),
          expiresAt: iso(at + hour),
          attribution,
        },
        at,
      ),
      make(MessageDelivered, { messageId, customerId }, then()),
      ...[1, 2].map((revision) =>
        make(
          SurveyAnswered,
          {
            ...{ ...survey, ...instrument, answers: [score(), comment], complete: true, revision },
            ...{ invitedAt: iso(at), answeredAt: iso(then()), attribution },
          },
          at,
        ),
      ),
      make(CaseReopened, { ...about, cycle: 2 }, then()),
      make(CaseClosed, { ...summary, cycle: 2, agentIds: ['ann'] }, then()),
    ];
    return life.slice(0, 3 + draw(life.length - 2));
  }

  const slices: HistoryStep[][] = [];
  let now = start;
  for (let waiting = subjects.filter((life) => life.length > 0); waiting.length > 0;) {
    const slice: HistoryStep[] = [];
    for (let size = 1 + draw(25); size > 0 && waiting.length > 0; size -= 1) {
      const life = pick(waiting);
      const event = life.shift();
      if (event) slice.push({ now: new Date(now), event });
      waiting = waiting.filter((one) => one.length > 0);
    }
    const last = slice.findLast(({ event }) => event.type.startsWith('thirdring.case.'));
    if (last && draw(3) === 0) slice.push({ ...last, look: last.event.subject });
    slices.push(slice);
    now += 3 * hour;
  }
  return { slices, events: slices.flat().filter(({ look }) => look === undefined).length };
}
