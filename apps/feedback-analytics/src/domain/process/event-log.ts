/** Whether a customer would pay for a step, it supports one such, the law or the books want it, or nobody needs it. */
export const stepValues = ['adds-value', 'supports', 'necessary', 'waste'] as const;
export type StepValue = (typeof stepValues)[number];

/** One step of one case. Times are in milliseconds since 1970. */
export interface ProcessEvent {
  readonly activity: string;
  readonly at: number;
  /** When work on the step began; `at` is then its end. */
  readonly startedAt?: number;
  readonly resource?: string;
}

/** The steps of one case in the order of their time; those of the same time in the order in which they were given. */
export interface Trace {
  readonly caseId: string;
  readonly events: readonly ProcessEvent[];
}

/** What is known of the steps beside their names. */
export interface StepNotes {
  /** What goes on after an event until the next one, where events have no start of their own. */
  readonly after: Readonly<Record<string, 'waiting' | 'working'>>;
  readonly values: Readonly<Record<string, StepValue>>;
}

/** Traces in the order of their first event in the log. */
export function tracesOf(events: Iterable<ProcessEvent & { readonly caseId: string }>): readonly Trace[] {
  const cases = new Map<string, ProcessEvent[]>();
  for (const { caseId, ...event } of events) {
    const known = cases.get(caseId);
    if (known) known.push(event);
    else cases.set(caseId, [event]);
  }
  return [...cases].map(([caseId, steps]) => ({ caseId, events: steps.sort((a, b) => a.at - b.at) }));
}
