import { detectSigns, signalChanges } from '../signs/detect-signs.js';
import { momentsOf, type CaseTimeline } from '../signs/case-timeline.js';
import { defaultLimits, limitOf, type SignLimits } from '../signs/sign-limits.js';
import { timelineOf, type CaseRecord, type ToldSignal } from './case-record.js';

export interface Judgement {
  /** With what was told about signs; the same record where nothing changed. */
  readonly record: CaseRecord;
  readonly raised: readonly ToldSignal[];
  readonly withdrawn: readonly ToldSignal[];
}

/** Looks for signs again, at a time. A sign that was withdrawn and is there again is raised again. */
export function judged(record: CaseRecord, now: number, limits: SignLimits = defaultLimits): Judgement {
  const found = detectSigns(timelineOf(record), now, limits);
  const told = new Map(record.signals.map((signal) => [signal.sign, signal]));
  const standing = record.signals.filter(({ withdrawnAt }) => withdrawnAt === undefined);
  const changes = signalChanges(new Set(standing.map(({ sign }) => sign)), found);
  if (changes.raised.length + changes.withdrawn.length === 0) return { record, raised: [], withdrawn: [] };
  const raised = changes.raised.map((signal): ToldSignal => ({
    ...signal,
    sequence: (told.get(signal.sign)?.sequence ?? 0) + 1,
    raisedAt: now,
  }));
  const withdrawn = standing
    .filter(({ sign }) => changes.withdrawn.includes(sign))
    .map((signal): ToldSignal => ({ ...signal, sequence: signal.sequence + 1, withdrawnAt: now }));
  for (const signal of [...raised, ...withdrawn]) told.set(signal.sign, signal);
  return { record: { ...record, signals: [...told.values()] }, raised, withdrawn };
}

/**
 * When a sign could show by the passing of time alone; undefined when none can. Later than `after`, in milliseconds
 * since 1970.
 */
export function nextLook(record: CaseRecord, after: number, limits: SignLimits = defaultLimits): number | undefined {
  const timeline = timelineOf(record);
  const [opened] = momentsOf(timeline, 'opened');
  if (!opened) return undefined;
  const within = (seconds: number): number => 1000 * seconds + 1000;
  const due = [
    opened.at + within(limitOf(limits.greetingSeconds, opened.channel)),
    ...lastOf(timeline, 'opened', 'contacted').flatMap((at) => [
      at + within(limitOf(limits.waitSeconds, opened.channel)),
      at + within(3 * limitOf(limits.waitSeconds, opened.channel)),
      at + within(limitOf(limits.nextResponseSeconds, opened.channel)),
    ]),
    ...lastOf(timeline, 'delay-explained', 'replied').map((at) => at + within(limits.actionSeconds)),
    ...lastOf(timeline, 'closed').map((at) => at + within(limits.thanksSeconds)),
  ].filter((at) => at > after && Number.isFinite(at));
  return due.length === 0 ? undefined : Math.min(...due);
}

function lastOf(timeline: CaseTimeline, ...types: Parameters<typeof momentsOf>[1][]): readonly number[] {
  const last = momentsOf(timeline, ...types).at(-1);
  return last ? [last.at] : [];
}
