import type { CaseMoment, CaseTimeline, Moment } from '../signs/case-timeline.js';
import type { Speech } from '../signs/phrases/speech.js';
import type { FailureSignal } from '../signs/sign.js';
import type { Dims } from './dims.js';

/** A sign that was told, and the number of times that something was said about it. */
export interface ToldSignal extends FailureSignal {
  readonly sequence: number;
  readonly raisedAt: number;
  /** Later events disproved it. */
  readonly withdrawnAt?: number;
}

/**
 * All that is known of a case. It may be there before its opening is heard of, because other topics tell of it too; it
 * counts nowhere until then.
 */
export interface CaseRecord {
  readonly caseId: string;
  readonly version: number;
  readonly customerId: string;
  /** What customers quote. */
  readonly reference?: string;
  readonly issueKey?: string;
  readonly language?: string;
  /** What does not change with the place of the case: channel, kind, need, segment, tier, brand, site, product, topic. */
  readonly dims: Dims;
  readonly openedAt?: Date;
  /** In the order of their time. */
  readonly moments: readonly CaseMoment[];
  readonly signals: readonly ToldSignal[];
  /** More happened than is kept. */
  readonly isCut: boolean;
}

/** Enough for a case of a year; a loop of machines must not fill the store. */
export const momentsKept = 500;

export function unheardOf(caseId: string, customerId: string): CaseRecord {
  return { caseId, version: 0, customerId, dims: {}, moments: [], signals: [], isCut: false };
}

/** The record with one moment more, at its place in time. Undefined when it is known already. */
export function withMoment(record: CaseRecord, moment: CaseMoment): CaseRecord | undefined {
  if (record.moments.some(({ id, type }) => id === moment.id && type === moment.type)) return undefined;
  const version = record.version + 1;
  const told = joined(record.moments, moment);
  if (told) return { ...record, version, moments: told };
  if (record.moments.length >= momentsKept) return record.isCut ? undefined : { ...record, version, isCut: true };
  return { ...record, version, moments: placed(record.moments, moment) };
}

function placed(moments: readonly CaseMoment[], moment: CaseMoment): readonly CaseMoment[] {
  return moments.toSpliced(moments.findLastIndex(({ at }) => at <= moment.at) + 1, 0, moment);
}

/** A reply is told twice, by the case and by its message, in any order: as one moment, with the facts of the text. */
function joined(moments: readonly CaseMoment[], moment: CaseMoment): readonly CaseMoment[] | undefined {
  if (moment.type === 'message-sent' && moment.purpose === 'reply') {
    const reply = moments.find((one) => one.type === 'replied' && isSame(one, moment));
    return reply && moments.map((one) => (one === reply ? spoken(one, moment) : one));
  }
  if (moment.type !== 'replied') return undefined;
  const message = moments.find((one) => one.type === 'message-sent' && one.purpose === 'reply' && isSame(one, moment));
  if (message?.type !== 'message-sent') return undefined;
  return placed(
    moments.filter((one) => one !== message),
    spoken(moment, message),
  );
}

interface WithMessage {
  readonly messageId?: string;
}

const isSame = (a: WithMessage, b: WithMessage): boolean => a.messageId !== undefined && a.messageId === b.messageId;

function spoken<M extends CaseMoment>(
  moment: M,
  { speech, language }: Pick<Moment<'message-sent'>, 'speech' | 'language'>,
): M {
  return { ...moment, ...(speech && { speech }), ...(language !== undefined && { language }) };
}

/** The record with the facts of a text of the customer, which came after the case had told of the contact. */
export function withSpeech(record: CaseRecord, interactionId: string, speech: Speech): CaseRecord | undefined {
  let isThere = false;
  const moments = record.moments.map((moment): CaseMoment => {
    if (moment.type !== 'opened' && moment.type !== 'contacted') return moment;
    if (moment.interactionId !== interactionId || moment.speech) return moment;
    isThere = true;
    return { ...moment, speech };
  });
  return isThere ? { ...record, version: record.version + 1, moments } : undefined;
}

export function timelineOf({ caseId, customerId, moments }: CaseRecord): CaseTimeline {
  return { caseId, parties: [customerId], moments };
}
