import type { Speech } from './phrases/speech.js';

/**
 * Something that happened in a case. Times are in milliseconds since 1970; ids are those of the events. Where the case
 * was then stands beside it, so that what happened counts there even when the case has moved on.
 */
interface At<Type extends string> {
  readonly id: string;
  readonly at: number;
  readonly type: Type;
  readonly queue?: string;
  readonly team?: string;
  readonly cycle?: number;
}

/** One member for each of the types, so that each can be told from the others. */
type Each<Type extends string, Data> = Type extends string ? At<Type> & Data : never;

/** A text that went to or came from the customer, where it is known. */
interface Spoken {
  readonly speech?: Speech;
  readonly language?: string;
}

export type CaseMoment =
  | (At<'opened'> &
      Spoken & {
        readonly channel: string;
        readonly direction: 'inbound' | 'outbound';
        readonly kind: string;
        readonly primaryNeed?: 'information' | 'emotion' | 'environment';
        readonly anonymous: boolean;
        /** A machine wrote: nobody has to be greeted. */
        readonly automatic: boolean;
        readonly isResolvableAtFirstContact?: boolean;
        readonly interactionId?: string;
        readonly menuPath?: readonly string[];
        readonly phoneOutcome?: 'answered' | 'abandoned' | 'voicemail' | 'callback';
      })
  /** The customer again. */
  | (At<'contacted'> &
      Spoken & { readonly automatic: boolean; readonly asksSameAgain?: boolean; readonly interactionId?: string })
  | (At<'greeted'> & { readonly agentId?: string })
  | At<'queued'>
  | (At<'queue-left'> & { readonly reason: string; readonly waitedSeconds?: number; readonly toldSeconds?: number })
  | Each<
      'offered' | 'offer-accepted' | 'offer-declined' | 'offer-timed-out',
      {
        readonly agentId: string;
        readonly reason?: string;
      }
    >
  | (At<'assigned'> & { readonly agentId: string; readonly leg: number })
  | (At<'transferred'> & {
      readonly from: string;
      readonly to: string;
      readonly mode: 'warm' | 'cold' | 'direct';
      /** The hand-over that ends. */
      readonly leg: number;
    })
  | (At<'escalated'> & { readonly agentId?: string })
  | (At<'needs-confirmed'> & { readonly agentId?: string })
  | (At<'replied'> &
      Spoken & {
        readonly agentId?: string;
        readonly public: boolean;
        readonly leg?: number;
        readonly first?: boolean;
        readonly waitedSeconds?: number;
        readonly businessWaitedSeconds?: number;
        readonly messageId?: string;
      })
  | (At<'delay-explained'> & { readonly agentId?: string; readonly newDueAt?: number })
  | Each<'shelved' | 'resumed', { readonly agentId?: string }>
  | Each<
      'promise-made' | 'promise-kept' | 'promise-late' | 'promise-broken' | 'promise-withdrawn',
      {
        readonly promiseId: string;
        readonly agentId?: string;
        readonly kind?: string;
        readonly dueAt?: number;
      }
    >
  /** A target was met or breached, or the word about it was taken back: the last word on a clock counts. */
  | (At<'target-decided'> & {
      readonly metric: string;
      readonly outcome: string;
      readonly clockId?: string;
      readonly decidedAt: number;
    })
  | Each<'callback-attempted' | 'callback-completed' | 'callback-exhausted', { readonly agentId?: string }>
  | (At<'message-sent'> &
      Spoken & {
        readonly purpose: string;
        /** Undefined for a recipient that is no customer that we know. */
        readonly customerId?: string;
        readonly messageId?: string;
      })
  | At<'opted-out'>
  | At<'person-asked-for'>
  | At<'answer-suggested'>
  | (At<'answer-corrected'> & { readonly agentId?: string })
  | (At<'resolved'> & { readonly agentId?: string })
  | (At<'reopened'> & { readonly sameNeed: boolean })
  | At<'thanked'>
  | At<'verified'>
  | At<'invited-back'>
  | (At<'closed'> & { readonly agentId?: string; readonly reason: string })
  | (At<'presence-changed'> & {
      readonly agentId: string;
      readonly isPresent: boolean;
      readonly freeUnits: number;
      /** Cases that waited for this agent's skills. */
      readonly waiting: number;
    })
  /** An answer about the service, brought to 0 (worst) to 1 (best). */
  | (At<'rated'> & { readonly item: string; readonly score: number; readonly agentId?: string })
  | (At<'reviewed'> & { readonly criterion: string; readonly isMet: boolean; readonly agentId?: string });

export type MomentType = CaseMoment['type'];
export type Moment<Type extends MomentType> = Extract<CaseMoment, { readonly type: Type }>;

/** All that is known of a case, in the order of its time. */
export interface CaseTimeline {
  readonly caseId: string;
  /** Customers who may hear of the case. */
  readonly parties: readonly string[];
  readonly moments: readonly CaseMoment[];
}

/** Sorted once for a time line: twenty detectors ask a hundred times. */
const sorted = new WeakMap<CaseTimeline, ReadonlyMap<MomentType, readonly CaseMoment[]>>();
const none: readonly never[] = [];

function byType(timeline: CaseTimeline): ReadonlyMap<MomentType, readonly CaseMoment[]> {
  const known = sorted.get(timeline);
  if (known) return known;
  const found = new Map<MomentType, CaseMoment[]>();
  for (const moment of timeline.moments) {
    const same = found.get(moment.type);
    if (same) same.push(moment);
    else found.set(moment.type, [moment]);
  }
  sorted.set(timeline, found);
  return found;
}

/** In the order of the time line. */
export function momentsOf<Type extends MomentType>(
  timeline: CaseTimeline,
  ...types: readonly Type[]
): readonly Moment<Type>[] {
  const found = byType(timeline);
  if (!types.some((type) => found.has(type))) return none;
  const candidates = types.length === 1 && types[0] ? (found.get(types[0]) ?? none) : timeline.moments;
  return candidates.filter((moment): moment is Moment<Type> => isOf(moment, types));
}

function isOf<Type extends MomentType>(moment: CaseMoment, types: readonly Type[]): moment is Moment<Type> {
  for (const type of types) if (type === moment.type) return true;
  return false;
}

export function firstOf<Type extends MomentType>(timeline: CaseTimeline, type: Type): Moment<Type> | undefined {
  return momentsOf(timeline, type)[0];
}

/** What a person of ours wrote or said to the customer. */
export type Utterance = Moment<'replied'> | Moment<'message-sent'>;

const heard = new WeakMap<CaseTimeline, readonly Utterance[]>();

export function utterancesOf(timeline: CaseTimeline): readonly Utterance[] {
  const known = heard.get(timeline);
  if (known) return known;
  const found = momentsOf(timeline, 'replied', 'message-sent').filter(
    (moment) => moment.type === 'message-sent' || moment.public,
  );
  heard.set(timeline, found);
  return found;
}

/** The language of the case: that of its first contact. */
export function languageOf(timeline: CaseTimeline): string | undefined {
  return firstOf(timeline, 'opened')?.language?.split('-')[0];
}
