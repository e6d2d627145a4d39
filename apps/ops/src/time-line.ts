import { ageOf, printable } from './terminal.js';

export interface StoryEntry {
  readonly entry: 'event' | 'decision';
  readonly at: string;
  readonly words: string;
  readonly type?: string;
  readonly actor?: string;
  readonly decision?: { readonly decision: string; readonly policyVersion?: string };
}

export interface StoryCase {
  readonly reference: string;
  readonly state: string;
  readonly kind: string;
  readonly issueKey: string;
  readonly channel: string;
  readonly urgency: number;
  readonly cycle: number;
  readonly openedAt: string;
  readonly agentId?: string;
  readonly queueId?: string;
  readonly waitingOn?: string;
  readonly clocks: readonly Outcome[];
  readonly promises: readonly (Outcome & { readonly kind: string; readonly what: string })[];
}

interface Outcome {
  readonly metric?: string;
  readonly state: string;
  readonly dueAt?: string;
  readonly decidedAt?: string;
}

/** The story of a case for a terminal: its head, what happened with the time since it began, its clocks and promises. */
export function timeLine(found: StoryCase, entries: readonly StoryEntry[]): readonly string[] {
  const start = Date.parse(entries[0]?.at ?? found.openedAt);
  return [
    ...head(found),
    '',
    ...entries.flatMap((entry, index) => [...dayOf(entry, entries[index - 1]), lineOf(entry, start)]),
    ...section('Clocks', found.clocks, ({ metric }) => metric ?? ''),
    ...section('Promises', found.promises, ({ kind, what }) => `${kind}: ${what}`),
  ].map((line) => printable(line.replace(/\s*[\r\n]+\s*/g, ' ')));
}

function head({ reference, state, kind, issueKey, channel, urgency, cycle, agentId, queueId, waitingOn }: StoryCase) {
  const where = [
    ...(agentId === undefined ? ['nobody has it'] : [`${agentId} has it`]),
    ...(queueId === undefined ? [] : [`queue ${queueId}`]),
    ...(waitingOn === undefined ? [] : [`it is the move of the ${waitingOn}`]),
  ];
  return [
    `${reference}  ${kind} about ${issueKey} by ${channel}, urgency ${String(urgency)}, ${state}, cycle ${String(cycle)}`,
    where.join(' · '),
  ];
}

const day = (at: string): string => at.slice(0, 10);

function dayOf({ at }: StoryEntry, before: StoryEntry | undefined): readonly string[] {
  return before !== undefined && day(before.at) === day(at) ? [] : [`${day(at)} (UTC)`];
}

function lineOf({ entry, at, words }: StoryEntry, start: number): string {
  const since = `+${sinceOf(Math.max(0, Date.parse(at) - start) / 1000)}`;
  const time = `  ${at.slice(11, 23)}  ${since.padStart(11)}  `;
  return entry === 'decision' ? `${' '.repeat(time.length)}why: ${words}` : `${time}${words}`;
}

/** Tenths where they are of interest. */
const sinceOf = (seconds: number): string => (seconds < 10 ? `${seconds.toFixed(1)} s` : ageOf(seconds));

function section<T extends Outcome>(
  title: string,
  outcomes: readonly T[],
  name: (outcome: T) => string,
): readonly string[] {
  if (outcomes.length === 0) return [];
  return [
    '',
    title,
    ...outcomes.map((one) => {
      const due = one.dueAt === undefined ? '' : `, due ${one.dueAt}`;
      const decided = one.decidedAt === undefined ? '' : `, since ${one.decidedAt}`;
      return `  ${one.state.padEnd(10)} ${name(one)}${due}${decided}`;
    }),
  ];
}
