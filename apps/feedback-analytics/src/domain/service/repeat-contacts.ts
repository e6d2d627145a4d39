import type { Figure } from '../figure.js';
import { shareFigure } from './share-figure.js';

/** A contact of a customer who is known, about one issue. Anonymous ones cannot come again, and are left out before. */
export interface IssueContact {
  readonly customerId: string;
  readonly issueKey: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Days in which a further contact means that the issue was not resolved; 7 days are the most common. */
export const defaultWindowDays = 7;

const dayMs = 86_400_000;

/** Contacts with an earlier contact of the same customer about the same issue in the days before / contacts. */
export function repeatContactRate(contacts: readonly IssueContact[], windowDays = defaultWindowDays): Figure {
  const repeats = gapsToEarlier(contacts).filter((gap) => gap <= windowDays * dayMs).length;
  return shareFigure('repeat-contact-rate', `same-issue-in-${windowDays}-days`, repeats, contacts.length);
}

/**
 * Contacts without a further one of the same customer about the same issue in the days after them, on any channel. A
 * contact whose days have not passed at `until` is not decided: it is missing, not resolved.
 */
export function operationalFirstContactResolution(
  contacts: readonly IssueContact[],
  until: number,
  windowDays = defaultWindowDays,
): Figure {
  const window = windowDays * dayMs;
  let [resolved, decided] = [0, 0];
  for (const times of timesByIssue(contacts).values()) {
    for (const [index, at] of times.entries()) {
      const next = times[index + 1];
      const cameAgain = next !== undefined && next - at <= window;
      if (!cameAgain && at + window > until) continue;
      decided += 1;
      if (!cameAgain) resolved += 1;
    }
  }
  const method = `no-further-contact-in-${windowDays}-days`;
  return shareFigure('fcr', method, resolved, decided, contacts.length - decided);
}

function gapsToEarlier(contacts: readonly IssueContact[]): readonly number[] {
  return [...timesByIssue(contacts).values()].flatMap((times) =>
    times.slice(1).map((at, index) => at - (times[index] ?? at)),
  );
}

function timesByIssue(contacts: readonly IssueContact[]): ReadonlyMap<string, readonly number[]> {
  const issues = new Map<string, number[]>();
  for (const { customerId, issueKey, at } of contacts) {
    const key = JSON.stringify([customerId, issueKey]);
    const times = issues.get(key);
    if (times) times.push(at);
    else issues.set(key, [at]);
  }
  for (const times of issues.values()) times.sort((a, b) => a - b);
  return issues;
}
