/** What a refusal is about, so that each door can say it in its own terms (HTTP status, dead-letter reason). */
/** `stale`: what the caller knows of the subject is no longer so. */
export type DomainErrorKind = 'invalid' | 'not-found' | 'conflict' | 'stale' | 'forbidden' | 'unavailable';

/**
 * A rule of the domain forbids this. As an event's handler throws it, the event becomes a dead letter with `code` as
 * its reason; a command's caller gets it as an answer. Nothing of the handler's work is kept.
 */
export class DomainError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly kind: DomainErrorKind = 'invalid',
    /** Facts for the reader of the error: ids, states, limits; no personal data. */
    readonly details: Readonly<Record<string, unknown>> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'DomainError';
  }
}

/**
 * The event speaks of a subject that is not known here yet. It is parked under `waitsFor` and handled again when that
 * may have changed; later events of its own subject wait behind it. After ten minutes it becomes a dead letter.
 */
export class NotYetKnown extends Error {
  constructor(
    /** Store name and id of what is missing, e.g. `cases/0190…`. */
    readonly waitsFor: string,
  ) {
    super(`${waitsFor} is not known yet`);
    this.name = 'NotYetKnown';
  }
}

/** Something that this event needs refuses for now and for this subject only: parked without a deadline, others flow. */
export class Refused extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(reason, options);
    this.name = 'Refused';
  }
}
