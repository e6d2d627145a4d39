import type { CaseMoment, CaseTimeline } from './case-timeline.js';
import type { Evidence, Finding, Severity, Sign } from './sign.js';
import type { SignLimits } from './sign-limits.js';

export interface DetectorInput {
  readonly timeline: CaseTimeline;
  readonly limits: SignLimits;
  /** Milliseconds since 1970: what is still going on lasts until then. */
  readonly now: number;
}

/** Looks for one sign. The same input gives the same finding, so that a sign that later events disprove is simply not there. */
export interface Detector {
  readonly sign: Sign;
  /** Raised when the same time line would give another finding, as after a change of the phrases that it looks for. */
  readonly version: number;
  readonly detect: (input: DetectorInput) => Finding | undefined;
}

/** A moment and what it shows. */
export type Shown = readonly [moment: CaseMoment, fact: string];

/** Undefined without evidence. The agents are those of the moments that show it. */
export function finding(severity: Severity, confidence: number, shown: readonly Shown[]): Finding | undefined {
  if (shown.length === 0) return undefined;
  const evidence = shown.map(([{ id, at }, fact]): Evidence => ({ eventId: id, at, fact }));
  const agents = shown.flatMap(([moment]) =>
    'agentId' in moment && moment.agentId !== undefined ? [moment.agentId] : [],
  );
  return { severity, confidence, evidence, agentIds: [...new Set(agents)] };
}

/** The first that found something; put the surest first. */
export function firstFinding(...found: readonly (Finding | undefined)[]): Finding | undefined {
  return found.find((one) => one !== undefined);
}

export function secondsBetween(from: number, to: number): number {
  return (to - from) / 1000;
}
