import { setTimeout as delay } from 'node:timers/promises';
import type { DeadLetter, DeadLetterFilter } from './dead-letter.js';
import type { DeadLetterOperations } from './dead-letter-operations.js';
import type { DeadLetters } from './dead-letters.js';

export interface ReplayOptions {
  /** Written down as the one who asked. */
  readonly by: string;
  /** Replays what is older than the inbox remembers, too. */
  readonly pastHorizon: boolean;
  /** How long to wait without any outcome; the request itself stays. */
  readonly patienceMs: number;
  /** Waits for those, too, that somebody else has asked for already. */
  readonly joinsOthers?: boolean;
}

export interface ReplayReport {
  /** As they are now: replayed with an outcome, dead again, or (when patience ended) still waiting. */
  readonly letters: readonly DeadLetter[];
  /** Not asked for: decided already, being replayed, too old, or no such id. */
  readonly untouched: readonly number[];
}

export interface ReplayProgress {
  readonly total: number;
  readonly replayed: number;
  readonly deadAgain: number;
  readonly waiting: number;
}

const pollMs = 150;
const atOnce = 200;

/** Asks for the replay of some dead letters and waits until the service has carried it out. */
export async function replayAndWait(
  deadLetters: DeadLetters,
  ids: readonly number[],
  options: ReplayOptions,
): Promise<ReplayReport> {
  const requested = await deadLetters.requestReplay(ids, options.by, options);
  const asked = new Set(requested);
  const untouched = ids.filter((id) => !asked.has(id));
  const watched = options.joinsOthers === true ? ids : requested;
  let letters = await deadLetters.findAll(watched);
  for (let quietMs = 0; letters.some(isWaiting) && quietMs < options.patienceMs; quietMs += pollMs) {
    await delay(pollMs);
    const before = letters.filter(isWaiting).length;
    letters = await deadLetters.findAll(watched);
    if (letters.filter(isWaiting).length < before) quietMs = 0;
  }
  return { letters, untouched };
}

/**
 * Replays everything that matches now, some at a time, each once: what fails again is not tried again. Ends early when
 * nobody carries the replays out.
 */
export async function replayAll(
  deadLetters: DeadLetterOperations,
  filter: DeadLetterFilter,
  options: ReplayOptions,
  onProgress: (progress: ReplayProgress) => void,
): Promise<ReplayProgress> {
  const total = await deadLetters.count(filter);
  let progress: ReplayProgress = { total, replayed: 0, deadAgain: 0, waiting: 0 };
  for (let after = 0; ;) {
    const page = await deadLetters.list(filter, { limit: atOnce, after });
    const last = page.at(-1);
    if (last === undefined) return progress;
    after = last.id;
    const ids = page.map((letter) => letter.id);
    const { letters } = await replayAndWait(deadLetters, ids, options);
    const count = (status: DeadLetter['status']): number => letters.filter((letter) => letter.status === status).length;
    progress = {
      total,
      replayed: progress.replayed + count('replayed'),
      deadAgain: progress.deadAgain + count('dead'),
      waiting: count('replay-requested'),
    };
    onProgress(progress);
    if (progress.waiting > 0) return progress;
  }
}

const isWaiting = (letter: DeadLetter): boolean => letter.status === 'replay-requested';
