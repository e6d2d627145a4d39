import {
  CaseOffered,
  CaseOpened,
  eventOptions,
  FeedbackRecorded,
  InteractionReceived,
  MessageRequested,
  topics,
} from '#libs/contracts';
import type { Figure } from '../figure.js';
import { pacedLoad } from '../load/paced-load.js';
import { answered } from '../load/stages.js';
import { story } from '../load/story.js';
import { externalIdOf, submission } from '../load/submissions.js';
import { quietly, type Bench } from './bench.js';
import { latencyFigure, perSecond, settle, type Timing } from './latency-figure.js';
import { Sink, type Arrival } from './sink.js';

const warmUpMs = 5_000;
const series = 'latency';

/** The way of a contact through the services, hop by hop, and that of an answer to the analysts' topic. */
export async function measurePathLatency(bench: Bench): Promise<Figure[]> {
  return [...(await contactPath(bench)), await answerPath(bench)];
}

const typeOf = (eventClass: Parameters<typeof eventOptions>[0]): string => eventOptions(eventClass).type;

async function contactPath(bench: Bench): Promise<Figure[]> {
  const { stack, options, say } = bench;
  const sink = await Sink.open(stack, [topics.interactions, topics.cases, topics.outbound]);
  const remark = await quietly(bench, 'withServices');
  const sendings = await pacedLoad(stack.log, {
    perSecond,
    durationMs: (options.quick ? 8_000 : 20_000) + warmUpMs,
    make: (index) => submission({ series, customers: 10_000 }, index),
  });
  const ends = [typeOf(CaseOffered), typeOf(MessageRequested)];
  await settle(() => ends.every((type) => sink.countOf(type) >= sendings.length));
  await sink.close();

  const received = sink.ofType(typeOf(InteractionReceived));
  const interactionOf = new Map(
    received.map(({ data }) => [String(data['externalId']), String(data['interactionId'])]),
  );
  const opened = sink.ofType(typeOf(CaseOpened));
  const caseOf = new Map(opened.map(({ data }) => [String(data['interactionId']), String(data['caseId'])]));
  const receivedAt = times(received, 'interactionId');
  const openedAt = times(opened, 'caseId');
  const offeredAt = times(sink.ofType(typeOf(CaseOffered)), 'caseId');
  const acknowledgedAt = times(sink.ofType(typeOf(MessageRequested)), 'caseId');

  const timed = (name: string, until: (interactionId: string, caseId: string) => number | undefined): Figure => {
    const timings = sendings.map(({ index, acceptedAt }): Timing => {
      const interactionId = interactionOf.get(externalIdOf(series, index)) ?? '';
      return { from: acceptedAt, to: until(interactionId, caseOf.get(interactionId) ?? '') };
    });
    const figure = latencyFigure(name, timings, warmUpMs, remark);
    say(`${name}: p99 ${figure.p99?.toFixed(1)} ms`);
    return figure;
  };
  return [
    timed('latency.accepted-to-received', (interactionId) => receivedAt.get(interactionId)),
    timed('latency.accepted-to-opened', (_, caseId) => openedAt.get(caseId)),
    timed('latency.accepted-to-offered', (_, caseId) => offeredAt.get(caseId)),
    timed('latency.accepted-to-acknowledged', (_, caseId) => acknowledgedAt.get(caseId)),
  ];
}

async function answerPath(bench: Bench): Promise<Figure> {
  const { stack, options } = bench;
  const sink = await Sink.open(stack, [topics.feedback]);
  const sendings = await pacedLoad(stack.log, {
    perSecond,
    durationMs: (options.quick ? 4_000 : 10_000) + warmUpMs,
    make: (index) => {
      const record = answered(story(index, new Date().toISOString()));
      if (record === undefined) throw new Error('every story has an answer');
      return record;
    },
  });
  await settle(() => sink.count >= sendings.length);
  await sink.close();
  const recordedAt = times(sink.ofType(typeOf(FeedbackRecorded)), 'responseId');
  const timings = sendings.map(({ index, sentAt }): Timing => ({
    from: sentAt,
    to: recordedAt.get(story(index, '').responseId),
  }));
  const figure = latencyFigure('latency.answer-to-feedback', timings, warmUpMs, undefined);
  bench.say(`${figure.name}: p99 ${figure.p99?.toFixed(1)} ms`);
  return figure;
}

/** When each subject was first heard of. */
function times(arrivals: readonly Arrival[], id: string): ReadonlyMap<string, number> {
  const first = new Map<string, number>();
  for (const { at, data } of arrivals) {
    const subject = String(data[id]);
    if (!first.has(subject)) first.set(subject, at);
  }
  return first;
}
