import type { CaseMoment, Moment, MomentType } from '../case-timeline.js';
import { speechOf } from '../phrases/speech.js';

/** A case in which a sign is, or is not. */
export interface ExampleCase {
  readonly why: string;
  readonly moments: readonly CaseMoment[];
  /** When it is looked at, in minutes; right after its last moment unless it is given. */
  readonly nowMinute?: number;
}

export interface SignExamples {
  readonly positive: readonly ExampleCase[];
  readonly negative: readonly ExampleCase[];
}

export const minuteMs = 60_000;
/** The customer of the examples. */
export const customer = 'customer';
/** A minute in which a person is not at work any more. */
export const days = (count: number): number => count * 24 * 60;

interface WithText {
  readonly text?: string;
}

/** A moment with its text still beside it. */
export type Draft = CaseMoment | (Moment<'replied' | 'contacted' | 'message-sent'> & WithText);

export function example(why: string, drafts: readonly Draft[], nowMinute?: number): ExampleCase {
  return { why, moments: heard(drafts), ...(nowMinute !== undefined && { nowMinute }) };
}

/** As the service does it: of each text the facts are kept, in its own language or that of the case. */
export function heard(drafts: readonly Draft[]): readonly CaseMoment[] {
  const ofCase = drafts.flatMap((draft) => (draft.type === 'opened' ? [draft.language] : []))[0];
  return drafts.map((draft): CaseMoment => {
    if (draft.type !== 'replied' && draft.type !== 'contacted' && draft.type !== 'message-sent') return draft;
    if (!('text' in draft) || draft.text === undefined) return draft;
    return { ...draft, speech: speechOf(draft.text, draft.language ?? ofCase) };
  });
}

type Rest<Type extends MomentType> = Omit<Moment<Type>, 'id' | 'at' | 'type'>;

const opening: Rest<'opened'> = {
  channel: 'email',
  direction: 'inbound',
  kind: 'inquiry',
  anonymous: false,
  automatic: false,
  language: 'en',
};

export const opened = (minute: number, more: Partial<Rest<'opened'>> = {}): Moment<'opened'> => ({
  ...stamp('opened', minute),
  ...opening,
  ...more,
});

export const contacted = (minute: number, text?: string, more: Partial<Rest<'contacted'>> = {}): Draft => ({
  ...stamp('contacted', minute),
  automatic: false,
  ...(text !== undefined && { text }),
  ...more,
});

export const replied = (minute: number, text?: string, more: Partial<Rest<'replied'>> = {}): Draft => ({
  ...stamp('replied', minute),
  agentId: 'ann',
  public: true,
  ...(text !== undefined && { text }),
  ...more,
});

export const message = (
  minute: number,
  purpose: string,
  more: Partial<Rest<'message-sent'>> & WithText = {},
): Draft => ({
  ...stamp('message-sent', minute),
  purpose,
  customerId: customer,
  ...more,
});

export const assigned = (minute: number, agentId = 'ann', leg = 1): Moment<'assigned'> => ({
  ...stamp('assigned', minute),
  agentId,
  leg,
});

export const transferred = (minute: number, from: string, to: string, leg = 1): Moment<'transferred'> => ({
  ...stamp('transferred', minute),
  from,
  to,
  mode: 'cold',
  leg,
});

export const presence = (minute: number, more: Partial<Rest<'presence-changed'>> = {}): Moment<'presence-changed'> => ({
  ...stamp('presence-changed', minute),
  agentId: 'ann',
  isPresent: true,
  freeUnits: 1,
  waiting: 1,
  ...more,
});

export const closed = (minute: number, reason = 'resolved'): Moment<'closed'> => ({
  ...stamp('closed', minute),
  agentId: 'ann',
  reason,
});

export const rated = (minute: number, item: string, score: number): Moment<'rated'> => ({
  ...stamp('rated', minute),
  item,
  score,
});

export const reviewed = (minute: number, criterion: string, isMet = false): Moment<'reviewed'> => ({
  ...stamp('reviewed', minute),
  criterion,
  isMet,
});

type PromiseStep = Extract<MomentType, `promise-${string}`>;

export const promise = <Step extends PromiseStep>(minute: number, type: Step, promiseId = 'p1') => ({
  ...stamp(type, minute),
  promiseId,
  agentId: 'ann',
});

type Plain =
  | 'greeted'
  | 'queued'
  | 'escalated'
  | 'needs-confirmed'
  | 'delay-explained'
  | 'shelved'
  | 'resumed'
  | 'opted-out'
  | 'person-asked-for'
  | 'answer-suggested'
  | 'answer-corrected'
  | 'resolved'
  | 'thanked'
  | 'callback-attempted'
  | 'callback-completed'
  | 'callback-exhausted';

/** A moment of which nothing else has to be said. */
export const moment = <Type extends Plain>(minute: number, type: Type) => stamp(type, minute);

export const explained = (minute: number, newDueMinute?: number): Moment<'delay-explained'> => ({
  ...stamp('delay-explained', minute),
  agentId: 'ann',
  ...(newDueMinute !== undefined && { newDueAt: newDueMinute * minuteMs }),
});

export const queueLeft = (minute: number, reason: string): Moment<'queue-left'> => ({
  ...stamp('queue-left', minute),
  reason,
});

export const reopened = (minute: number, sameNeed: boolean): Moment<'reopened'> => ({
  ...stamp('reopened', minute),
  sameNeed,
});

type Offer = 'offered' | 'offer-accepted' | 'offer-declined' | 'offer-timed-out';

export const offer = <Type extends Offer>(minute: number, type: Type, reason?: string, agentId = 'ann') => ({
  ...stamp(type, minute),
  agentId,
  ...(reason !== undefined && { reason }),
});

function stamp<Type extends MomentType>(type: Type, minute: number) {
  return { id: `${type} at ${minute}`, at: minute * minuteMs, type };
}

/** The same text in a case of its language; one example a text. */
export function spokenIn(texts: Readonly<Record<string, readonly string[]>>): readonly ExampleCase[] {
  return Object.entries(texts).flatMap(([language, said]) =>
    said.map((text) => example(`${language}: ${text}`, [opened(0, { language }), replied(5, text)])),
  );
}
